using BitMiracle.LibTiff.Classic;
using Cellect.Data.Csv;
using Cellect.Lab.Evaluation.Ctc;

namespace Cellect.Lab.Tests.Evaluation;

public sealed class CtcFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cellect-ctc-").FullName;

    public CtcFolderTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "01_GT", "TRA"));
        Directory.CreateDirectory(Path.Combine(_folder, "01_GT", "SEG"));
        Directory.CreateDirectory(Path.Combine(_folder, "01_RES"));
        for (var t = 0; t < 3; t++)
        {
            WriteMask($"01_GT/TRA/man_track{t:D3}.tif", 1, 1, 0, 2);
            WriteMask($"01_RES/mask{t:D3}.tif", 1, 1, 0, 2);
        }
        Write("01_GT/TRA/man_track.txt", "1 0 2 0\n2 0 2 0\n");
        Write("01_RES/res_track.txt", "1 0 2 0\n2 0 2 0\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Compute_ValidFolders_Scores()
    {
        var score = Compute();
        Assert.Equal((1.0, 1.0, null), (score.Values["TRA"], score.Values["LNK"], score.Values["SEG"]));
    }

    [Fact]
    public void Compute_SegmentationOfOneSlice_ComparesThatSliceAlone()
    {
        // Slices are rows here: slice 1 of the result is (0, 2); the reference has 2 in both voxels: intersection 1 of 2 is no match.
        WriteMask("01_GT/SEG/man_seg_001_001.tif", 2, 2);
        Assert.Equal(0.0, Compute().Values["SEG"]);

        // And slice 0 is (1, 1), equal: mean of 0 and 1.
        WriteMask("01_GT/SEG/man_seg_002_000.tif", 1, 1);
        Assert.Equal(0.5, Compute().Values["SEG"]);
    }

    [Theory]
    [InlineData("1 0 2 0\n2 0 2\n", "res_track.txt, line 2: '2 0 2' is not four whole numbers")]
    [InlineData("1 0 2 0\n2  0 2 0\n", "res_track.txt, line 2: '2  0 2 0' is not four whole numbers")]
    [InlineData("1 0 2 0\n2 0 -1 0\n", "res_track.txt, line 2: '2 0 -1 0' is not four whole numbers")]
    [InlineData("1 0 2 0\n70000 0 2 0\n", "res_track.txt, line 2: label 70000 is not in 1 to 65535")]
    [InlineData("1 0 2 0\n2 2 0 0\n", "res_track.txt, line 2: label 2 ends in frame 0, before it begins in frame 2")]
    [InlineData("1 0 2 0\n2 0 3 0\n", "res_track.txt, line 2: label 2 ends in frame 3, but the reference has frames 0 to 2")]
    [InlineData("1 0 2 0\n1 0 2 0\n", "res_track.txt, line 2: label 1 is already in line 1")]
    [InlineData("1 0 2 0\n2 0 2 9\n", "res_track.txt, line 2: parent 9 of label 2 is no label of this file")]
    [InlineData("1 0 2 0\n2 2 2 1\n", "res_track.txt, line 2: parent 1 ends in frame 2, not before its child 2 begins in frame 2")]
    [InlineData("1 0 2 0\n", "mask000.tif: label 2 is not in ")]
    [InlineData("1 0 2 0\n2 0 1 0\n", "res_track.txt, line 2: label 2 lives in frames 0 to 1, but is in ")]
    [InlineData("\n", "res_track.txt: no tracks")]
    public void Compute_InvalidTrackFile_IsRefusedWithItsLine(string tracks, string expected)
    {
        Write("01_RES/res_track.txt", tracks);
        Assert.Contains(expected, Assert.Throws<InvalidInputException>(Compute).Message);
    }

    [Fact]
    public void Compute_GapInsideATrack_IsRefusedWithItsLine()
    {
        WriteMask("01_RES/mask001.tif", 1, 1, 0, 0);
        var error = Assert.Throws<InvalidInputException>(Compute).Message;
        Assert.Contains("res_track.txt, line 2: label 2 is missing in ", error);
        Assert.Contains("mask001.tif; after a gap use a new label", error);
    }

    [Fact]
    public void Compute_MissingMask_IsRefused()
    {
        File.Delete(Path.Combine(_folder, "01_RES/mask001.tif"));
        Assert.Contains("mask001.tif: missing; the reference has frames 0 to 2", Assert.Throws<InvalidInputException>(Compute).Message);
    }

    [Fact]
    public void Compute_MissingReferenceFrame_IsRefused()
    {
        File.Delete(Path.Combine(_folder, "01_GT/TRA/man_track001.tif"));
        Assert.Contains("man_track001.tif is missing", Assert.Throws<InvalidInputException>(Compute).Message);
    }

    [Fact]
    public void Compute_MaskOfAnotherSize_IsRefused()
    {
        WriteMask("01_RES/mask001.tif", 1, 1, 0, 2, 0, 0);
        Assert.Contains("mask001.tif: 3x1x2 voxels, but", Assert.Throws<InvalidInputException>(Compute).Message);
    }

    [Fact]
    public void Compute_FileThatIsNoImage_IsRefused()
    {
        Write("01_RES/mask001.tif", "no image");
        Assert.Contains("mask001.tif: not a readable TIFF", Assert.Throws<InvalidInputException>(Compute).Message);
    }

    private CtcScore Compute() => CtcScore.Compute(Path.Combine(_folder, "01_GT"), Path.Combine(_folder, "01_RES"));

    private void Write(string path, string text) => File.WriteAllText(Path.Combine(_folder, path), text);

    /// <summary>Slices of two voxels, LZW-compressed.</summary>
    private void WriteMask(string path, params ushort[] voxels)
    {
        using var tiff = Tiff.Open(Path.Combine(_folder, path), "w");
        for (var page = 0; page < voxels.Length / 2; page++)
        {
            tiff.SetField(TiffTag.IMAGEWIDTH, 2);
            tiff.SetField(TiffTag.IMAGELENGTH, 1);
            tiff.SetField(TiffTag.BITSPERSAMPLE, 16);
            tiff.SetField(TiffTag.SAMPLESPERPIXEL, 1);
            tiff.SetField(TiffTag.PHOTOMETRIC, Photometric.MINISBLACK);
            tiff.SetField(TiffTag.COMPRESSION, Compression.LZW);
            var row = new byte[4];
            Buffer.BlockCopy(voxels, 4 * page, row, 0, 4);
            tiff.WriteScanline(row, 0);
            tiff.WriteDirectory();
        }
    }
}
