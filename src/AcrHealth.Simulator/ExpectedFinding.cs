namespace AcrHealth.Simulator;

/// <summary>The finding that a diagnosis should report for a fault.</summary>
/// <param name="Name">The finding's name; <see langword="null"/> if more than one is right.</param>
/// <param name="Words">A part of the message, with <c>{0}</c> for the timeout in seconds.</param>
public sealed record ExpectedFinding(string? Name, string Words);
