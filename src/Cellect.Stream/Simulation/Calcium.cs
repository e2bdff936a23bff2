namespace Cellect.Stream.Simulation;

/// <summary>Neurons that flash when they fire: each spike brightens the cell at once, and the light decays. Cells fire by themselves and
/// with their ensemble. Some lose their label, and are gone once it is too dim to see.</summary>
internal sealed class Calcium(SceneParameters scene, ulong seed)
{
    private const int Ensembles = 6;
    private const float Joins = 0.7f,
        Alone = 0.3f;
    private const float FadeFrames = 12,
        TooDim = 0.12f;

    private readonly float _left = scene.SpikeDecayFrames > 0 ? (float)PortableMath.Exp(-1 / scene.SpikeDecayFrames) : 0;
    private readonly Dictionary<int, int> _fadesFrom = [];
    private readonly bool[] _ensemble = new bool[Ensembles];
    private RandomStream _random = new(seed, 12);
    private bool _begun;
    private int _time;

    /// <summary>Goes one frame on.</summary>
    public void Advance(List<Cell> cells)
    {
        if (scene.SpikesPerFrame <= 0)
            return;
        if (!_begun)
            Begin(cells);
        _begun = true;
        for (var i = 0; i < Ensembles; i++)
            _ensemble[i] = _random.Uniform() < scene.SpikesPerFrame;
        foreach (var cell in cells)
        {
            var fires = _ensemble[cell.Id % Ensembles] && _random.Uniform() < Joins;
            fires |= _random.Uniform() < Alone * scene.SpikesPerFrame;
            cell.Fires = fires;
            cell.Calcium = (cell.Calcium * _left) + (fires ? (float)scene.SpikeBrightness : 0);
            var faded = _fadesFrom.TryGetValue(cell.Id, out var from) ? FadedAt(_time - from) : 1;
            cell.Signal = (1 + cell.Calcium) * faded;
            cell.Hidden |= faded < TooDim;
        }

        _time++;
    }

    private void Begin(List<Cell> cells)
    {
        foreach (var cell in cells)
            if (_random.Uniform() < scene.FadingShare)
                _fadesFrom.Add(cell.Id, (int)(scene.Frames * _random.Uniform(0.3f, 0.9f)));
    }

    private static float FadedAt(int frames) => frames <= 0 ? 1 : (float)PortableMath.Exp(-frames / FadeFrames);
}
