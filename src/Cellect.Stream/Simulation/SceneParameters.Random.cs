using Cellect.Data.Volumes;

namespace Cellect.Stream.Simulation;

public sealed partial record SceneParameters
{
    /// <summary>A scene at random, for training: the widest plausible variety of specimens, microscopes and cameras.</summary>
    /// <param name="rng">Where the choices come from.</param>
    /// <param name="shape">Extent of the volumes, voxels.</param>
    public static SceneParameters Random(Random rng, VolumeShape shape) => new RandomScene(rng, shape).Draw();
}
