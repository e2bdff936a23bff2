using Cellect.Model.Detections;
using Cellect.Model.Linking;

namespace Cellect.Model.Tests.Linking;

public class CellMemoryTests
{
    [Fact]
    public void Advance_CellThatNothingContinued_IsRememberedForAsManyFramesAsAsked()
    {
        var memory = new CellMemory(2);
        memory.Advance(Frame((0, 0, 0), (0, 0, 50)), [], 1);
        Assert.Equal([1], memory.Advance(Frame((0, 0, 0)), [0], 1));
        Assert.Equal((1, 1, 1), (memory.Origins!.Previous, memory.Origins.Missed[1], memory.Origins.Steps[1]));
        Assert.Equal([1], memory.Advance(Frame((0, 0, 0)), [0], 3));
        Assert.Equal((2, 4), (memory.Origins.Missed[1], memory.Origins.Steps[1]));
        Assert.Empty(memory.Advance(Frame((0, 0, 0)), [0], 1));
        Assert.Single(memory.Origins.Frame.Cells);
    }

    [Fact]
    public void Advance_RememberedCellAmongMovingNeighbours_DriftsWithThem()
    {
        var memory = new CellMemory(1);
        memory.Advance(Frame((0, 0, 0), (0, 10, 0), (0, 0, 10), (0, 5, 5)), [], 1);
        memory.Advance(Frame((2, 3, 4), (2, 13, 4), (2, 3, 14)), [0, 1, 2], 1);
        var remembered = memory.Origins!.Frame.Cells[3];
        // The neighbours move by 2 slices, 3 rows, 4 columns.
        Assert.Equal((2f, 8f, 9f), (remembered.Z, remembered.Y, remembered.X));
    }

    [Fact]
    public void Advance_LinkedCells_KnowHowTheyMovedUnlessTheyDividedOrWereMissed()
    {
        var memory = new CellMemory(2);
        memory.Advance(Frame((0, 0, 0), (0, 20, 0), (0, 40, 0)), [], 1);
        // The first moves, the second divides, the third is missed; one is new. A slice is two columns deep, two time points have passed.
        memory.Advance(Frame((1, 4, 0), (0, 18, 0), (0, 22, 0), (0, 60, 0)), [0, 1, 1, -1], 2);
        Assert.Equal([1, 0, 0, 0, 0], memory.Origins!.Momentum.Continued);
        Assert.Equal([1, 2, 0], memory.Origins.Momentum.Velocity[..3]);

        // The missed one is found again: where it was in between is a guess.
        memory.Advance(Frame((0, 40, 0)), [4], 1);
        Assert.Equal(0, memory.Origins.Momentum.Continued[0]);
    }

    [Fact]
    public void Advance_ImageThatIsSentTwice_KeepsTheMotion()
    {
        var memory = new CellMemory(2);
        memory.Advance(Frame((0, 0, 0)), [], 1);
        memory.Advance(Frame((0, 4, 0)), [0], 1);
        memory.Advance(Frame((0, 4, 0)), [0], 1, repeated: true);
        Assert.Equal([0, 4, 0], memory.Origins!.Momentum.Velocity);
        Assert.Equal([1], memory.Origins.Momentum.Continued);
        // While it is seen to rest nothing is expected of it.
        Assert.Equal([0, 0, 0], memory.Origins.AtRest().Momentum.Velocity);
    }

    [Fact]
    public void Move_Specimen_TakesItsCellsAlongAndLeavesTheirMotion()
    {
        var memory = new CellMemory(2);
        memory.Advance(Frame((0, 0, 0)), [], 1);
        memory.Advance(Frame((0, 4, 0)), [0], 1);
        memory.Move((1, -2, 7));
        var cell = memory.Origins!.Frame.Cells[0];
        Assert.Equal((1f, 2f, 7f), (cell.Z, cell.Y, cell.X));
        Assert.Equal([0, 4, 0], memory.Origins.Momentum.Velocity);
    }

    [Fact]
    public void Advance_MemoryOff_RemembersNothing()
    {
        var memory = new CellMemory(0);
        memory.Advance(Frame((0, 0, 0)), [], 1);
        Assert.Empty(memory.Advance(Frame(), [], 1));
        Assert.Empty(memory.Origins!.Frame.Cells);
    }

    [Fact]
    public void Advance_NothingIsEverFoundAgain_HoldsNoMoreThanTwoFrames()
    {
        var memory = new CellMemory(2);
        for (var t = 0; t < 20; t++)
        {
            memory.Advance(Frame((0, 0, 0), (0, 0, 50)), [-1, -1], 1);
            Assert.InRange(memory.Origins!.Frame.Cells.Length, 2, 6);
        }
    }

    private static DetectedFrame Frame(params (float Z, float Y, float X)[] places) =>
        new(
            places.Select(p => new Detection(p.Z, p.Y, p.X, 5, 0.9f, 0, 0, 0, 0)).ToArray(),
            new float[places.Length * DetectedFrame.EmbeddingLength],
            new VoxelGeometry(2, 1, 1),
            null
        );
}
