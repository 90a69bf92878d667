namespace AcrHealth.Packaging.Components;

/// <summary>A license under which something ships.</summary>
/// <param name="Name">Its SPDX identifier.</param>
/// <param name="Text">Its words: the package's own copy, or those that the identifier stands for.</param>
internal sealed record License(string Name, string Text);
