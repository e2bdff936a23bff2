namespace Cellect.Data.Tracks;

/// <summary>What has become of a division that was told as likely, known one volume later.</summary>
/// <param name="T">Time point in which the daughters were first seen and the division was told.</param>
/// <param name="Division">The division as it was told, with its state (confirmed or withdrawn) and what its probability now is.</param>
/// <param name="Continues">The daughter's track in which the mother goes on if it was none; the other one begins without a
/// mother.</param>
internal readonly record struct DivisionOutcome(int T, Division Division, int Continues)
{
    /// <summary>True where the division was one.</summary>
    public bool Confirmed => Division.State == DivisionState.Confirmed;
}
