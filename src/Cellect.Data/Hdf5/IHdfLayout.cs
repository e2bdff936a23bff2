using Cellect.Data.Volumes;

namespace Cellect.Data.Hdf5;

/// <summary>Where a program keeps the volumes of an HDF5 file, and what it says of them.</summary>
internal interface IHdfLayout
{
    /// <summary>Name of the form, for people.</summary>
    string Form { get; }

    /// <summary>Time points.</summary>
    int Times { get; }

    /// <summary>Channels.</summary>
    int Channels { get; }

    /// <summary>Extent of a volume where a dataset is larger than it; null: the dataset's.</summary>
    VolumeShape? Shape { get; }

    /// <summary>Extent of a voxel, µm; null when not said.</summary>
    VoxelSize? VoxelMicrometres { get; }

    /// <summary>Time between two time points; null when not said.</summary>
    TimeSpan? Interval { get; }

    /// <summary>True when signed 16-bit values carry the bits of unsigned ones.</summary>
    bool SignedIsUnsigned { get; }

    /// <summary>Path of the dataset (z, y, x) of a volume.</summary>
    string PathOf(int t, int c);
}
