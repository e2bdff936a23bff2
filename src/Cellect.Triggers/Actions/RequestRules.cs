namespace Cellect.Triggers.Actions;

/// <summary>What every request must be before it is sent anywhere.</summary>
internal static class RequestRules
{
    /// <summary>What is wrong with it, or null.</summary>
    public static string? Mistake(ActionRequest request)
    {
        if (request.Key.Length is 0 or > ActionRequest.MaxKeyChars || request.Key.Any(c => c is < '!' or > '~'))
            return $"key '{request.Key}' must be 1 to {ActionRequest.MaxKeyChars} printable ASCII characters without blanks";
        var change = request.Change;
        if (
            !IsFinite(change.IntervalSeconds)
            || !IsFinite(change.PowerPercent)
            || !IsFinite(change.ExposureMilliseconds)
            || change.StageMicrometres is { IsFinite: false }
            || change.Region is { OriginMicrometres.IsFinite: false } or { SizeMicrometres.IsFinite: false }
        )
            return "the change has a number that is not finite";
        if (change.Region is { } region && !(region.SizeMicrometres is { Z: > 0, Y: > 0, X: > 0 }))
            return $"the region's size {region.SizeMicrometres} µm is not above 0 along every axis";
        return ExtraRules.Mistake(change.Extras);
    }

    private static bool IsFinite(double? value) => value is null || double.IsFinite(value.Value);
}
