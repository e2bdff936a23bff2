using Cellect.Data.Ctc;
using CsCheck;
using static Cellect.Lab.Tests.Evaluation.CtcCases;

namespace Cellect.Lab.Tests.Evaluation;

public class CtcScoreTests
{
    [Fact]
    public void Compute_OneObjectOverTwoMarkers_IsASplit()
    {
        // Two vertices, no edge: AOGM = 5, DET = TRA = 1 - 5/20; no reference edge, so LNK is not defined.
        var score = Score(
            "1 0 0 0, 2 0 0 0",
            [
                [1, 1, 2, 2],
            ],
            "7 0 0 0",
            [
                [7, 7, 7, 7],
            ]
        );
        Assert.Equal((1, 0, 0), (score.Values["AOGM_NS"], score.Values["AOGM_FN"], score.Values["AOGM_FP"]));
        Assert.Equal((0.75, 0.75, null), (score.Values["DET"], score.Values["TRA"], score.Values["LNK"]));

        // Each marker is half of the object: intersection 2, union 4.
        Assert.Equal(0.5, score.Values["SEG"]);
    }

    [Fact]
    public void Compute_HalfOfAMarkerCovered_IsNoMatch()
    {
        // Exactly half is not more than half: FN and FP, AOGM_D = 11 is cut at 10 for one vertex.
        var score = Score(
            "1 0 0 0",
            [
                [1, 1, 0],
            ],
            "1 0 0 0",
            [
                [1, 0, 0],
            ]
        );
        Assert.Equal((1, 1, 0, 0), (score.Values["AOGM_FN"], score.Values["AOGM_FP"], score.Values["DET"], score.Values["SEG"]));
    }

    [Fact]
    public void Compute_TrackContinuedAsAChild_ChangesTheMeaningOfAnEdge()
    {
        // The one edge exists, as a parent link instead of a track link: LNK = 1 - 1/1.5.
        var score = Score(
            "1 0 1 0",
            Paint("1 0 1 0", 2),
            "1 0 0 0, 2 1 1 1",
            [
                [0, 0, 1, 1],
                [0, 0, 2, 2],
            ]
        );
        Assert.Equal((0, 0, 1), (score.Values["AOGM_ED"], score.Values["AOGM_EA"], score.Values["AOGM_EC"]));
        Assert.Equal(1.0 / 3, score.Values["LNK"]!.Value, 1e-12);
    }

    [Fact]
    public void Compute_GapClosedByAParentLink_KeepsTheIdentity()
    {
        // Frame 2 is lost: FN 1. The link from frame 1 to 3 has no counterpart: ED 1; the true links 1-2 and 2-3 are missing: EA 2.
        // AOGM = 10 + 1 + 3. Joined over the gap it is one cell: IDF1 = 2*3/(4 + 3), MOTA = 1 - 1/4; no division anywhere.
        var score = Score(
            "1 0 3 0",
            Paint("1 0 3 0", 4),
            "1 0 1 0, 2 3 3 1",
            [
                [0, 0, 1, 1],
                [0, 0, 1, 1],
                [0, 0, 0, 0],
                [0, 0, 2, 2],
            ]
        );
        Assert.Equal((1, 1, 2, 14), (score.Values["AOGM_FN"], score.Values["AOGM_ED"], score.Values["AOGM_EA"], score.Values["AOGM"]));
        Assert.Equal((6.0 / 7, 0.75, null), (score.Values["IDF1"], score.Values["MOTA"], score.Values["BC(3)"]));

        // TF: the longest unbroken run of one label is 2 of 4; CT: no label has the whole track; BIO is the mean of these two.
        Assert.Equal((0.5, 0.0, 0.25), (score.Values["TF"], score.Values["CT"], score.Values["BIO"]));
    }

    [Fact]
    public void Compute_SwapOfTwoCells_DeletesAndAddsTwoEdges()
    {
        var score = Score(
            "1 0 1 0, 2 0 1 0",
            [
                [1, 1, 2, 2],
                [1, 1, 2, 2],
            ],
            "1 0 1 0, 2 0 1 0",
            [
                [1, 1, 2, 2],
                [2, 2, 1, 1],
            ]
        );
        Assert.Equal((2, 2, 0, 1), (score.Values["AOGM_ED"], score.Values["AOGM_EA"], score.Values["AOGM_EC"], score.Values["DET"]));

        // Each cell is held for 1 of 2 frames by each label: A = 1/(2 + 2 - 1), so HOTA = sqrt(1/3); IDF1 keeps 2 of 4.
        Assert.Equal(Math.Sqrt(1.0 / 3), score.Values["HOTA"]!.Value, 1e-12);
        Assert.Equal((0.5, 0.5), (score.Values["IDF1"], score.Values["MOTA"]));
    }

    [Fact]
    public void Compute_MissedDivision_LowersTheLineageButNotTheTracks()
    {
        // Frames: mother 2, daughters 2 each. A(mother) = 2/6 (lineage of 6 frames, found 2), A(daughter) = 2/4:
        // CHOTA = sqrt((2/3 + 1 + 1)/6) = 2/3. Two parent links are missing of 5 edges: LNK = 1 - 2/5.
        const string truth = "1 0 1 0, 2 2 3 1, 3 2 3 1",
            apart = "1 0 1 0, 2 2 3 0, 3 2 3 0";
        var score = Score(truth, Paint(truth, 4), apart, Paint(apart, 4));
        Assert.Equal((1.0, 1.0, 0.0), (score.Values["HOTA"], score.Values["CT"], score.Values["BC(3)"]));
        Assert.Equal(2.0 / 3, score.Values["CHOTA"]!.Value, 1e-12);
        Assert.Equal(0.6, score.Values["LNK"]!.Value, 1e-12);
        Assert.Equal(
            (1, 0, 0, 1),
            (score.Values["gt_divisions"], score.Values["tp_div(1)"], score.Values["fp_div(1)"], score.Values["fn_div(1)"])
        );
    }

    [Theory]
    [InlineData(0, 0.0)]
    [InlineData(1, 1.0)]
    public void Compute_DivisionOneFrameLate_IsRightFromBC1(int tolerance, double expected)
    {
        // The mother lasts to frame 1 or 2; both hold her in frame 1 and the daughters in frame 3.
        const string truth = "1 0 1 0, 2 2 4 1, 3 2 4 1",
            late = "1 0 2 0, 2 3 4 1, 3 3 4 1";
        var score = Score(truth, Paint(truth, 5), late, Paint(late, 5));
        Assert.Equal(expected, score.Values[$"BC({tolerance})"]);
    }

    [Fact]
    public void Compute_LabelThatFollowsTwoTracks_MakesTFDependOnTheOrderOfLabels()
    {
        // Label 1 follows track 1 wholly and 3 of 4 frames of track 2; label 2 the last frame. Stopping at the complete one leaves
        // 1/4 for track 2: TF = (1 + 1/4)/2; without stopping (1 + 3/4)/2.
        var score = Score("1 0 1 0, 2 2 5 0", Place("1 1 2 2 2 2"), "1 0 4 0, 2 5 5 0", Place("1 1 1 1 1 2"));
        Assert.Equal((0.625, 0.875), (score.Values["TF"], score.Values["TF_any_order"]));
    }

    [Fact]
    public void Compute_CellCycles_ComparesTheirLengths()
    {
        // Reference: cycles of tracks 2 and 3, from frame 1 to 2 and to 3: lengths 1 and 2. Result: track 3 divides a frame earlier:
        // lengths 1 and 1. The distributions differ by 1/2 at length 1.
        const string truth = "1 0 0 0, 2 1 2 1, 3 1 3 1, 4 3 5 2, 5 3 5 2, 6 4 5 3, 7 4 5 3";
        const string early = "1 0 0 0, 2 1 2 1, 3 1 2 1, 4 3 5 2, 5 3 5 2, 6 3 5 3, 7 3 5 3";
        Assert.Equal(0.5, Score(truth, Paint(truth, 6), early, Paint(early, 6)).Values["CCA"]);

        const string none = "1 0 5 0";
        Assert.Equal(0.0, Score(truth, Paint(truth, 6), none, Wide(Paint(none, 6), 16)).Values["CCA"]);
        Assert.Null(Score(none, Wide(Paint(none, 6), 16), truth, Paint(truth, 6)).Values["CCA"]);
    }

    [Fact]
    public void Compute_ResultEqualToReference_IsPerfect() =>
        Graphs.AnyTracks.Sample(points =>
        {
            var tracks = FromPoints(points);
            var images = Paint(tracks, 12);
            var score = Score(tracks, images, tracks, images);
            foreach (
                var name in new[]
                {
                    "DET",
                    "SEG",
                    "TRA",
                    "LNK",
                    "CT",
                    "TF",
                    "BC(0)",
                    "BC(3)",
                    "CCA",
                    "BIO",
                    "OP_CSB",
                    "OP_CTB",
                    "OP_CLB",
                    "CHOTA",
                    "HOTA",
                    "MOTA",
                    "IDF1",
                }
            )
                Assert.Equal(1.0, score.Values[name] ?? 1.0, 1e-12);
            Assert.Equal(0, score.Values["AOGM"]);
        });

    [Fact]
    public void Compute_LabelsRenumbered_ChangesNothingButTF() =>
        Gen.Select(Graphs.AnyTracks, Gen.Int[0, 12], Gen.Int[0, int.MaxValue])
            .Sample(
                (points, cut, seed) =>
                {
                    var truth = FromPoints(points);
                    var result = Cut(truth, cut);
                    var names = result.Select(track => track.Label).ToArray();
                    var others = (int[])names.Clone();
                    new Random(seed).Shuffle(others);
                    var renamed = names.Zip(others).ToDictionary(pair => pair.First, pair => pair.Second);
                    var back = renamed.ToDictionary(pair => pair.Value, pair => pair.Key);
                    var shuffled = result
                        .Select(track =>
                            track with
                            {
                                Label = renamed[track.Label],
                                Parent = track.Parent == 0 ? 0 : renamed[track.Parent],
                            }
                        )
                        .ToArray();
                    var images = Paint(truth, 12);
                    var one = Score(truth, Wide(images), result, Wide(Paint(result, 12, Place)));
                    var other = Score(truth, Wide(images), shuffled, Wide(Paint(shuffled, 12, label => Place(back[label]))));
                    foreach (var (name, value) in one.Values)
                        if (
                            !name.StartsWith("TF", StringComparison.Ordinal)
                            && !name.StartsWith("BIO", StringComparison.Ordinal)
                            && !name.StartsWith("OP_CLB", StringComparison.Ordinal)
                        )
                            Assert.Equal(value ?? -1, other.Values[name] ?? -1, 1e-9);
                    Assert.Equal(one.Values["TF_any_order"] ?? -1, other.Values["TF_any_order"] ?? -1, 1e-9);

                    // The second half of a cut track stands where the first half stood.
                    static int Place(int label) => label > 1000 ? label - 1000 : label;
                }
            );

    /// <summary>Every track that lives before and after a frame is cut there, without a link.</summary>
    private static IReadOnlyList<CtcTrack> Cut(IReadOnlyList<CtcTrack> tracks, int frame)
    {
        bool IsCut(CtcTrack track) => track.Begin < frame && track.End >= frame;
        var cut = tracks.Where(IsCut).Select(track => track.Label).ToHashSet();
        return
        [
            .. tracks.Select(track =>
                track with
                {
                    End = IsCut(track) ? frame - 1 : track.End,
                    Parent = cut.Contains(track.Parent) ? track.Parent + 1000 : track.Parent,
                }
            ),
            .. tracks.Where(IsCut).Select(track => track with { Label = track.Label + 1000, Begin = frame, Parent = 0 }),
        ];
    }

    private static ushort[][] Wide(ushort[][] images, int pixels = 1000) => Array.ConvertAll(images, image =>
        {
            Array.Resize(ref image, pixels);
            return image;
        });

    /// <summary>One object of two pixels a frame, always in the same place.</summary>
    private static ushort[][] Place(string labels) =>
        [.. labels.Split(' ').Select(label => new[] { ushort.Parse(label), ushort.Parse(label) })];
}
