namespace Cellect.Stream.Simulation;

/// <summary>One step of one cell: persistent random walk, tissue flow, daughters that move apart.</summary>
internal sealed class Locomotion
{
    /// <summary>Mean length of a three-dimensional standard normal vector.</summary>
    public const double MeanLength = 1.596;
    private const float MitoticPace = 0.4f;
    private const float TurnRadians = 0.06f;
    private readonly CellCycle _cycle;
    private readonly TissueFlow _flow;
    private readonly float _persistence;
    private readonly float _fresh;

    public Locomotion(SceneParameters scene, Domain domain, CellCycle cycle, ref RandomStream random)
    {
        _cycle = cycle;
        _flow = new TissueFlow(scene, domain, ref random);
        _persistence = (float)scene.Persistence;
        _fresh = MathF.Sqrt(1 - (_persistence * _persistence)) * (float)(scene.SpeedRadii / MeanLength);
    }

    /// <summary>Moves a cell whose age is already that of the new frame.</summary>
    public void Move(Cell cell, Vec3 drift, int time, ref RandomStream random)
    {
        var phase = _cycle.PhaseOf(cell);
        var pace = phase == CellPhase.Interphase ? 1 : MitoticPace;
        cell.Step = (cell.Step * _persistence) + (random.GaussianVector() * (_fresh * cell.GrownRadius));
        cell.Position += (cell.Step * pace) + drift + _flow.At(cell.Position, time);
        if (phase == CellPhase.Newborn)
            cell.Position +=
                cell.AxisW * (_cycle.SeparationAt(cell.Age, cell.GrownRadius) - _cycle.SeparationAt(cell.Age - 1, cell.GrownRadius));
        else
            cell.Turn(random.GaussianVector() * (TurnRadians * pace));
    }
}
