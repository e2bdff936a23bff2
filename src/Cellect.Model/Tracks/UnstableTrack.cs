using Cellect.Data.Tracks;

namespace Cellect.Model.Tracks;

/// <summary>A track that is not to be trusted, told as soon as it is known: of one that vanished, when its cell is remembered no
/// longer.</summary>
/// <param name="Track">Track id.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="StepsAgo">Time points between its first (appeared) or last sight (vanished) and the frame that was linked last.</param>
public readonly record struct UnstableTrack(int Track, UnstableReason Reason, int StepsAgo);
