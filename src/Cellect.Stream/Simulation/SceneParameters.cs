using Cellect.Data.Volumes;

namespace Cellect.Stream.Simulation;

/// <summary>Everything that describes a simulated specimen and the microscope that looks at it.</summary>
/// <remarks>Lengths in voxels are voxels of x unless the name says slices; brightness 1 is that of a typical cell after the point
/// spread.</remarks>
public sealed partial record SceneParameters
{
    /// <summary>Name of the scene, for logs and file names.</summary>
    public string Name { get; init; } = "scene";

    /// <summary>Extent of a volume, voxels.</summary>
    public VolumeShape Shape { get; init; } = new(28, 192, 192);

    /// <summary>Number of frames that <see cref="SimulatedVolumeSource"/> delivers.</summary>
    public int Frames { get; init; } = 50;

    /// <summary>Distance of slices over distance of columns.</summary>
    public double Anisotropy { get; init; } = 4;

    /// <summary>Distance of columns, µm: only reported, nothing in the simulation depends on it.</summary>
    public double ColumnMicrometres { get; init; } = 0.5;

    /// <summary>Time between two frames, seconds: only reported.</summary>
    public double IntervalSeconds { get; init; } = 60;

    /// <summary>How the cells lie.</summary>
    public Arrangement Arrangement { get; init; } = Arrangement.Tissue;

    /// <summary>What is fluorescent.</summary>
    public CellLabel Label { get; init; } = CellLabel.Nucleus;

    /// <summary>Cells in the first volume (tissue and sheet: on average also later).</summary>
    public int Cells { get; init; } = 100;

    /// <summary>Most cells of an ellipsoid, or of tissue that grows; beyond that the surplus dies.</summary>
    public int MaxCells { get; init; } = 2000;

    /// <summary>Radius of a grown interphase cell (nucleus or membrane, whichever is labelled), voxels.</summary>
    public double RadiusVoxels { get; init; } = 6;

    /// <summary>Relative standard deviation of the radius among cells.</summary>
    public double RadiusSpread { get; init; } = 0.1;

    /// <summary>Longest over shortest axis of an interphase cell; along the normal in a sheet.</summary>
    public double Elongation { get; init; } = 1.25;

    /// <summary>Unevenness of the outline, relative to the radius.</summary>
    public double Irregularity { get; init; } = 0.1;

    /// <summary>Standard deviation of the brightness inside a nucleus, relative.</summary>
    public double TextureStrength { get; init; } = 0.25;

    /// <summary>Mean number of dark nucleoli in a nucleus.</summary>
    public double Nucleoli { get; init; } = 1;

    /// <summary>0: filled nuclei; 1: only their rim is bright.</summary>
    public double Hollowness { get; init; }

    /// <summary>Standard deviation of the logarithm of the brightness among cells.</summary>
    public double BrightnessSpread { get; init; } = 0.25;

    /// <summary>1: what the label shows; 2: beside it, as channel 1, the other label (membranes beside nuclei, nuclei beside
    /// membranes).</summary>
    public int Channels { get; init; } = 1;

    /// <summary>Standard deviation of a membrane's profile, voxels.</summary>
    public double MembraneSigmaVoxels { get; init; } = 0.8;

    /// <summary>Half axes of an ellipsoid over half the extent of the volume.</summary>
    public double EllipsoidFill { get; init; } = 0.85;

    /// <summary>Where the sheet crosses the middle of the field: 0 first slice, 1 last slice.</summary>
    public double SheetDepth { get; init; } = 0.4;

    /// <summary>Slope of the sheet along y.</summary>
    public double SheetSlopeY { get; init; }

    /// <summary>Slope of the sheet along x.</summary>
    public double SheetSlopeX { get; init; }

    /// <summary>Radius of curvature of the sheet, voxels; large is flat. The inside of the curve lies at higher z.</summary>
    public double SheetCurvatureRadiusVoxels { get; init; } = 300;

    /// <summary>Height of the folds of a sheet, radii of a cell; 0: smooth.</summary>
    public double SheetFoldRadii { get; init; }

    /// <summary>Distance from fold to fold, radii of a cell.</summary>
    public double SheetFoldLengthRadii { get; init; } = 15;

    /// <summary>True: the specimen hangs upside down, its empty side at the last slice.</summary>
    public bool SheetFlipped { get; init; }

    /// <summary>Brightness of the yolk behind a sheet.</summary>
    public double YolkBrightness { get; init; }

    /// <summary>Mean time between two divisions of a cell, frames; 0: no cell divides.</summary>
    public double CycleFrames { get; init; } = 60;

    /// <summary>Relative standard deviation of the time between divisions.</summary>
    public double CycleSpread { get; init; } = 0.15;

    /// <summary>Share of the volume, from its first column on, in which cells go through their cycle at full pace: the dark zone of a
    /// germinal centre.</summary>
    public double DarkZoneShare { get; init; } = 1;

    /// <summary>How fast cells elsewhere go through interphase, over the pace of the dark zone; 0: they rest.</summary>
    public double LightZonePace { get; init; } = 1;

    /// <summary>True: tissue grows as its cells divide, up to <see cref="MaxCells"/>; false: where one is born another goes.</summary>
    public bool Grows { get; init; }

    /// <summary>True: every cell starts at its own point of the cycle; false: together, as in an early embryo.</summary>
    public bool RandomStartPhase { get; init; } = true;

    /// <summary>Time in which chromatin condenses, frames.</summary>
    public double CondensationFrames { get; init; } = 1.5;

    /// <summary>Time for which the metaphase plate stands, frames.</summary>
    public double MetaphaseFrames { get; init; } = 1.5;

    /// <summary>Time in which daughters move apart and round up, frames.</summary>
    public double AnaphaseFrames { get; init; } = 4;

    /// <summary>Distance of the daughters when they separate, in radii of the mother.</summary>
    public double AnaphaseSeparationRadii { get; init; } = 1;

    /// <summary>Radius of a grown daughter over that of its grown mother.</summary>
    public double DivisionShrink { get; init; } = 1;

    /// <summary>Brightness of condensed chromatin over that of interphase.</summary>
    public double MitoticBrightness { get; init; } = 1.8;

    /// <summary>Half the thickness of a metaphase plate over the cell's radius.</summary>
    public double PlateThickness { get; init; } = 0.36;

    /// <summary>The same of a daughter when it parts.</summary>
    public double DaughterThickness { get; init; } = 0.45;

    /// <summary>How much more uneven chromatin is when condensed than in interphase, as a share of <see cref="TextureStrength"/>.</summary>
    public double CondensedTexture { get; init; } = 1;

    /// <summary>How far the chromatin of a condensing cell lies in strands, brightest in the middle of its condensation: 0 not, 1
    /// altogether.</summary>
    public double ProphaseStrands { get; init; }

    /// <summary>1: division axes lie in the plane of the slices (or the sheet); 0: any direction.</summary>
    public double PlanarDivisions { get; init; } = 0.3;

    /// <summary>Share of the cells that die in each frame.</summary>
    public double DeathsPerFrame { get; init; } = 0.0005;

    /// <summary>Share of the cells that go out of sight in each frame, at any place; each comes back after seven frames in the
    /// mean.</summary>
    public double LossPerFrame { get; init; }

    /// <summary>Mean own step of a cell, radii per frame.</summary>
    public double SpeedRadii { get; init; } = 0.1;

    /// <summary>Correlation of a cell's step with the one before.</summary>
    public double Persistence { get; init; } = 0.6;

    /// <summary>Share of the cells that leap in each frame: two to six radii at once, any way. Motile cells take such steps now and then
    /// (Harris et al., Nature 2012).</summary>
    public double LeapsPerFrame { get; init; }

    /// <summary>Mean step that neighbours have in common (tissue flow), radii per frame.</summary>
    public double FlowRadii { get; init; }

    /// <summary>Drift of the whole specimen along z, voxels of x per frame.</summary>
    public double DriftZ { get; init; }

    /// <summary>Drift of the whole specimen along y, voxels per frame.</summary>
    public double DriftY { get; init; }

    /// <summary>Drift of the whole specimen along x, voxels per frame.</summary>
    public double DriftX { get; init; }

    /// <summary>Standard deviation of the stage position, voxels.</summary>
    public double JitterVoxels { get; init; }

    /// <summary>Distance kept between centres over the sum of the radii.</summary>
    public double ContactDistance { get; init; } = 0.92;

    /// <summary>True: cells use all the room there is, as in an embryo or an epithelium; false: they only do not overlap.</summary>
    public bool SpreadEvenly { get; init; }

    /// <summary>Standard deviation of the point spread in y and x, voxels.</summary>
    public double PsfLateralVoxels { get; init; } = 1.2;

    /// <summary>Standard deviation of the point spread in z, slices.</summary>
    public double PsfAxialSlices { get; init; } = 0.9;

    /// <summary>How much wider the point spread gets with depth: standard deviation at the last slice beyond that at the first, voxels
    /// of x in every direction.</summary>
    public double DeepBlurVoxels { get; init; }

    /// <summary>Share of the light that goes into a long axial tail, above and below what shines.</summary>
    public double TailFraction { get; init; }

    /// <summary>Standard deviation of the tail in z, slices.</summary>
    public double TailSlices { get; init; } = 4;

    /// <summary>Standard deviation of the tail in y and x, voxels: the cone of light widens on its way.</summary>
    public double TailLateralVoxels { get; init; } = 2.5;

    /// <summary>Share of the light that is spread over a wide neighbourhood.</summary>
    public double HazeFraction { get; init; } = 0.1;

    /// <summary>Share of the light that is lost from the first to the last slice.</summary>
    public double AttenuationFraction { get; init; } = 0.2;

    /// <summary>Share of the remaining brightness lost in each frame.</summary>
    public double BleachingPerFrame { get; init; } = 0.001;

    /// <summary>Relative standard deviation of the illumination from frame to frame.</summary>
    public double FlickerFraction { get; init; }

    /// <summary>Brightness of the background.</summary>
    public double BackgroundBrightness { get; init; } = 0.08;

    /// <summary>Relative unevenness of the background.</summary>
    public double BackgroundVariation { get; init; } = 0.3;

    /// <summary>Brightness of the cytoplasm: inside an ellipsoid, elsewhere in the whole volume.</summary>
    public double CytoplasmBrightness { get; init; }

    /// <summary>Bright compact bodies that are no cells, as polar bodies: number in the volume.</summary>
    public int BodyCount { get; init; }

    /// <summary>Brightness of these bodies.</summary>
    public double BodyBrightness { get; init; } = 5;

    /// <summary>Small bright particles that are no cells, number in the volume.</summary>
    public int DebrisCount { get; init; }

    /// <summary>Photons of a typical cell in one voxel.</summary>
    public double PeakPhotons { get; init; } = 150;

    /// <summary>Standard deviation of the read noise, photoelectrons.</summary>
    public double ReadNoiseElectrons { get; init; } = 1.5;

    /// <summary>Camera counts for one photon.</summary>
    public double GainCountsPerPhoton { get; init; } = 6;

    /// <summary>Camera counts in the dark.</summary>
    public double OffsetCounts { get; init; } = 100;

    /// <summary>Largest count: 255, 4095, 65535.</summary>
    public int MaxCounts { get; init; } = 65535;

    /// <summary>Blur of the noise in y and x by later resampling, standard deviation in voxels.</summary>
    public double NoiseBlurVoxels { get; init; }

    /// <summary>Differences between camera columns, photoelectrons.</summary>
    public double ColumnNoiseElectrons { get; init; }

    /// <summary>Most rows and columns at each side that are exactly zero, as after registration.</summary>
    public int ZeroBorderVoxels { get; init; }

    /// <summary>Sides of a polygon around the specimen outside which everything is exactly zero; 0: none.</summary>
    public int ZeroPolygonSides { get; init; }

    /// <summary>Width over which the image fades to zero at the polygon, standard deviation in voxels: a mask that was blurred; 0: a
    /// sharp one.</summary>
    public double ZeroFadeVoxels { get; init; }

    /// <summary>True: voxels far from any tissue are exactly zero, as after background masking.</summary>
    public bool ZeroFarFromTissue { get; init; }

    /// <summary>An embryo in an egg shell that divides from a few cells to hundreds.</summary>
    public static SceneParameters Embryo { get; } =
        new()
        {
            Name = "embryo",
            Shape = new VolumeShape(26, 144, 192),
            Frames = 60,
            Anisotropy = 4,
            Arrangement = Arrangement.Ellipsoid,
            SpreadEvenly = true,
            Cells = 8,
            MaxCells = 400,
            RadiusVoxels = 9,
            Elongation = 1.2,
            CycleFrames = 12,
            CycleSpread = 0.15,
            CondensationFrames = 1,
            MetaphaseFrames = 1,
            AnaphaseFrames = 2,
            DivisionShrink = 0.88,
            DeathsPerFrame = 0.0003,
            SpeedRadii = 0.1,
            FlowRadii = 0.05,
            JitterVoxels = 0.3,
            PeakPhotons = 120,
            BleachingPerFrame = 0.003,
        };

    /// <summary>A germinal centre: hundreds of small, fast, crowded cells with frequent divisions.</summary>
    public static SceneParameters LymphNode { get; } =
        new()
        {
            Name = "lymphnode",
            Shape = new VolumeShape(24, 192, 192),
            Anisotropy = 2.5,
            Arrangement = Arrangement.Tissue,
            Cells = 650,
            RadiusVoxels = 6,
            RadiusSpread = 0.12,
            CycleFrames = 90,
            CondensationFrames = 1.5,
            MetaphaseFrames = 1.5,
            AnaphaseFrames = 3,
            DeathsPerFrame = 0.001,
            SpeedRadii = 0.3,
            Persistence = 0.8,
            DriftX = 0.1,
            JitterVoxels = 0.2,
            PsfLateralVoxels = 1,
            PsfAxialSlices = 1.1,
            HazeFraction = 0.06,
            AttenuationFraction = 0.35,
            PeakPhotons = 60,
            BackgroundBrightness = 0.06,
            IntervalSeconds = 20,
        };

    /// <summary>A germinal centre that grows for an hour: cells of the dark zone, at low x, divide four times as often as those of the
    /// light zone, and cross between the two. The cycle is many times shorter than a real one, so that an hour shows what a night
    /// does.</summary>
    public static SceneParameters GerminalCentre { get; } =
        LymphNode with
        {
            Name = "germinalcentre",
            Frames = 60,
            Cells = 300,
            MaxCells = 2500,
            CycleFrames = 50,
            DarkZoneShare = 0.5,
            LightZonePace = 0.25,
            Grows = true,
            DeathsPerFrame = 0.0002,
            SpeedRadii = 0.25,
            DriftX = 0,
            PeakPhotons = 90,
            IntervalSeconds = 60,
        };
}
