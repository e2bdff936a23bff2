using Cellect.Data.Volumes;

namespace Cellect.Stream.Simulation;

public sealed partial record SceneParameters
{
    /// <summary>A scene at random, for training: the widest plausible variety of specimens, microscopes and cameras.</summary>
    /// <param name="rng">Where the choices come from.</param>
    /// <param name="shape">Extent of the volumes, voxels.</param>
    /// <param name="hardships">What of real recordings may be in it.</param>
    public static SceneParameters Random(Random rng, VolumeShape shape, Hardships hardships = Hardships.All) =>
        new RandomScene(rng, shape, hardships).Draw();
}
