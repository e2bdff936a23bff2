namespace Cellect.Stream.Simulation.Spleen;

/// <summary>
/// How the cells of the spleen move. Neutrophils walk persistently and turn towards a bacterium they sense; macrophages rest; bacteria
/// drift until one of them touches, holds and takes them up, and then go where it goes. Nobody leaves the volume.
/// </summary>
internal sealed class SpleenMotion
{
    private const float BacteriumStep = 0.5f;
    private const float MacrophageStep = 0.08f;
    private const float NeutrophilSpeed = 3.2f;
    private const float Turning = 0.35f;
    private const float Sense = 28;
    private const float Hold = 0.4f;

    // Macrophages do not walk: they draw in what is as near to their surface.
    private const float Reach = 14;
    private const float Drawn = 0.5f;
    private const float DrawnIn = 2.2f;
    private const float BusyPace = 0.5f;

    private readonly Vec3 _room;
    private RandomStream _random;
    private int _next;

    public SpleenMotion(SpleenScene scene, ulong seed)
    {
        _random = new RandomStream(seed, 21);
        var shape = scene.Common.Shape;
        _room = new Vec3((float)((shape.Z - 1) * scene.Common.Anisotropy), shape.Y - 1, shape.X - 1);
        // The largest first: the others find what room they leave.
        for (var i = 0; i < scene.Macrophages; i++)
            Eaters.Add(new Eater(SpleenScene.MacrophageChannel, Body(SpleenScene.MacrophageChannel)));
        for (var i = 0; i < scene.Neutrophils; i++)
            Eaters.Add(
                new Eater(SpleenScene.NeutrophilChannel, Body(SpleenScene.NeutrophilChannel))
                {
                    Speed = NeutrophilSpeed * _random.Uniform(0.75f, 1.25f),
                }
            );
        for (var round = 0; round < 60; round++)
            PushEaters();
        for (var i = 0; i < scene.Bacteria; i++)
            Bacteria.Add(new Bacterium(FreeBody()));
    }

    public List<Eater> Eaters { get; } = [];

    public List<Bacterium> Bacteria { get; } = [];

    /// <summary>Goes one frame on.</summary>
    public void Advance()
    {
        foreach (var eater in Eaters)
            if (eater.Population == SpleenScene.NeutrophilChannel)
                Hunt(eater);
            else
                eater.Body.Position = Inside(eater.Body, eater.Body.Position + (_random.GaussianVector() * MacrophageStep));
        for (var round = 0; round < 4; round++)
            PushEaters();
        foreach (var bacterium in Bacteria)
            if (bacterium.Taker is null)
                Drift(bacterium);
        foreach (var eater in Eaters)
            Carry(eater);
    }

    private void Hunt(Eater hunter)
    {
        if (hunter.Prey is { Taker: not null } || !hunter.HasRoom)
            hunter.Prey = null;
        if (hunter.Prey is null && hunter.HasRoom)
            hunter.Prey = Nearest(hunter);
        var body = hunter.Body;
        var way = body.Step.Normalized() + (_random.GaussianVector() * Turning);
        if (hunter.Prey is { } prey)
            way += (prey.Body.Position - body.Position).Normalized() * 0.9f;
        var pace = hunter.IsBusy ? BusyPace : 1;
        body.Step = way.Normalized() * hunter.Speed;
        body.Position = Bounced(body, body.Position + (body.Step * pace));
        body.Turn(_random.GaussianVector() * 0.03f);
    }

    private Bacterium? Nearest(Eater hunter)
    {
        Bacterium? nearest = null;
        var best = Sense * Sense;
        foreach (var bacterium in Bacteria)
        {
            var squared = (bacterium.Body.Position - hunter.Body.Position).LengthSquared;
            if (bacterium.Taker is null && squared < best && !Eaters.Exists(other => other.Prey == bacterium))
                (nearest, best) = (bacterium, squared);
        }

        return nearest;
    }

    private void Drift(Bacterium bacterium)
    {
        var body = bacterium.Body;
        body.Position = Inside(body, body.Position + (_random.GaussianVector() * BacteriumStep));
        foreach (var eater in Eaters)
        {
            var from = body.Position - eater.Body.Position;
            var touching = eater.Body.GrownRadius + body.GrownRadius;
            if (eater.Population == SpleenScene.MacrophageChannel && from.Length < touching + Reach && eater.HasRoom)
                body.Position -= from.Normalized() * Drawn;
            if (from.Length > touching + 0.5f)
                continue;
            if (eater.HasRoom && _random.Uniform() < Hold)
            {
                Take(bacterium, eater, from.Normalized() * touching);
                return;
            }

            body.Position = Inside(body, eater.Body.Position + (from.Normalized() * MathF.Max(from.Length, touching)));
        }
    }

    private void Take(Bacterium bacterium, Eater eater, Vec3 offset)
    {
        (bacterium.Taker, bacterium.Offset, bacterium.HeldFor) = (eater, offset, 3 + _random.Below(4));
        eater.Held.Add(bacterium);
        foreach (var hunter in Eaters)
            if (hunter.Prey == bacterium)
                hunter.Prey = null;
    }

    /// <summary>Those held go along; those inside keep apart and turn slowly.</summary>
    private void Carry(Eater eater)
    {
        foreach (var bacterium in eater.Held)
        {
            var far = bacterium.Offset.Length;
            var rest = 0.62f * (eater.Body.GrownRadius - bacterium.Body.GrownRadius);
            if (bacterium.HeldFor > 0)
                bacterium.HeldFor--;
            else if (far > rest)
                bacterium.Offset *= MathF.Max(far - DrawnIn, rest) / far;
            bacterium.Offset += _random.GaussianVector() * 0.1f;
        }

        for (var round = 0; round < 3; round++)
            KeepApart(eater);
        foreach (var bacterium in eater.Held)
            bacterium.Body.Position = eater.Body.Position + bacterium.Offset;
    }

    private static void KeepApart(Eater eater)
    {
        for (var i = 0; i < eater.Held.Count; i++)
        for (var j = i + 1; j < eater.Held.Count; j++)
        {
            var (a, b) = (eater.Held[i], eater.Held[j]);
            var between = b.Offset - a.Offset;
            var wanted = 1.35f * (a.Body.GrownRadius + b.Body.GrownRadius);
            if (between.Length >= wanted)
                continue;
            var push = between.Normalized() * (0.5f * (wanted - between.Length));
            a.Offset = Kept(a, a.Offset - push);
            b.Offset = Kept(b, b.Offset + push);
        }

        // Nobody who is inside is pushed out again, and nobody who is held is pushed away.
        Vec3 Kept(Bacterium bacterium, Vec3 offset)
        {
            var most = eater.Body.GrownRadius + (bacterium.IsInside ? -bacterium.Body.GrownRadius : bacterium.Body.GrownRadius);
            return offset.Length > most ? offset * (most / offset.Length) : offset;
        }
    }

    private void PushEaters()
    {
        for (var i = 0; i < Eaters.Count; i++)
        for (var j = i + 1; j < Eaters.Count; j++)
        {
            var (a, b) = (Eaters[i], Eaters[j]);
            var between = b.Body.Position - a.Body.Position;
            var wanted = 1.05f * (a.Body.GrownRadius + b.Body.GrownRadius);
            if (between.Length >= wanted)
                continue;
            // Who rests gives way less.
            var share = Share(a, b);
            var push = between.Normalized() * (0.8f * (wanted - between.Length));
            a.Body.Position = Inside(a.Body, a.Body.Position - (push * share));
            b.Body.Position = Inside(b.Body, b.Body.Position + (push * (1 - share)));
        }
    }

    private static float Share(Eater a, Eater b) =>
        a.Population == b.Population ? 0.5f
        : a.Population == SpleenScene.MacrophageChannel ? 0.05f
        : 0.95f;

    private Cell Body(int channel)
    {
        var radius = (float)SpleenScene.RadiusOf(channel);
        var body = new Cell
        {
            Id = _next++,
            GrownRadius = radius * Math.Clamp(1 + (0.06f * _random.Gaussian()), 0.88f, 1.1f),
            Brightness = MathF.Max(0.6f, 1 + (0.15f * _random.Gaussian())),
            TextureSeed = _random.NextBits(),
            Step = _random.Direction(),
        };
        body.Orient(_random.Direction(), ref _random);
        body.StretchRatios(1.08f, 1.04f);
        body.Position = Place(radius);
        return body;
    }

    private Vec3 Place(float radius) =>
        new(
            _random.Uniform(radius, _room.Z - radius),
            _random.Uniform(radius, _room.Y - radius),
            _random.Uniform(radius, _room.X - radius)
        );

    /// <summary>A bacterium outside all cells, and not too near to another one.</summary>
    private Cell FreeBody()
    {
        var body = Body(SpleenScene.BacteriumChannel);
        for (var attempt = 0; attempt < 200 && !IsFree(body); attempt++)
            body.Position = Place(body.GrownRadius + 1);
        return body;
    }

    private bool IsFree(Cell body) =>
        Eaters.TrueForAll(eater => (eater.Body.Position - body.Position).Length > eater.Body.GrownRadius + body.GrownRadius + 4)
        && Bacteria.TrueForAll(other => (other.Body.Position - body.Position).Length > 3 * body.GrownRadius);

    private Vec3 Inside(Cell body, Vec3 place)
    {
        var edge = body.GrownRadius + 0.5f;
        return new Vec3(
            Math.Clamp(place.Z, edge, _room.Z - edge),
            Math.Clamp(place.Y, edge, _room.Y - edge),
            Math.Clamp(place.X, edge, _room.X - edge)
        );
    }

    /// <summary>Whoever runs into the border turns back.</summary>
    private Vec3 Bounced(Cell body, Vec3 place)
    {
        var inside = Inside(body, place);
        body.Step = new Vec3(
            inside.Z == place.Z ? body.Step.Z : -body.Step.Z,
            inside.Y == place.Y ? body.Step.Y : -body.Step.Y,
            inside.X == place.X ? body.Step.X : -body.Step.X
        );
        return inside;
    }
}
