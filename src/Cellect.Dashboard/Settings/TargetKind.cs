namespace Cellect.Dashboard.Settings;

/// <summary>What a target of messages is.</summary>
internal enum TargetKind
{
    /// <summary>Any webhook: gets the message as JSON.</summary>
    Json,

    /// <summary>An incoming webhook of Slack (or Mattermost).</summary>
    Slack,

    /// <summary>A workflow of Microsoft Teams that takes an adaptive card.</summary>
    Teams,

    /// <summary>A topic of ntfy.</summary>
    Ntfy,

    /// <summary>Mail.</summary>
    Mail,
}
