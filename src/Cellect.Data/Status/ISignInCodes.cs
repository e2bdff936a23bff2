namespace Cellect.Data.Status;

/// <summary>Gives codes with which somebody who stands at this computer signs a browser in at the page. Any thread, at once.</summary>
internal interface ISignInCodes
{
    /// <summary>A new code; it can be used once.</summary>
    SignInCode Make();
}
