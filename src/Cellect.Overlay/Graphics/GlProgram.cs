using System.Numerics;
using Cellect.Overlay.Settings;
using Silk.NET.OpenGL;

namespace Cellect.Overlay.Graphics;

/// <summary>A shader of the embedded files <c>VERTEX.vert.glsl</c> and <c>FRAGMENT.frag.glsl</c>.</summary>
internal sealed class GlProgram : GlObject
{
    private readonly Dictionary<string, int> _locations = [];

    public GlProgram(GlDevice device, string vertexName, string fragmentName)
        : base(device, device.Gl.CreateProgram())
    {
        var vertex = Compile(ShaderType.VertexShader, $"{vertexName}.vert.glsl");
        var fragment = Compile(ShaderType.FragmentShader, $"{fragmentName}.frag.glsl");
        Gl.AttachShader(Name, vertex);
        Gl.AttachShader(Name, fragment);
        Gl.LinkProgram(Name);
        Gl.DeleteShader(vertex);
        Gl.DeleteShader(fragment);
        if (Gl.GetProgram(Name, ProgramPropertyARB.LinkStatus) == 0)
            throw new InvalidOperationException($"shader {vertexName} with {fragmentName} does not link: {Gl.GetProgramInfoLog(Name)}");
    }

    public void Use() => Gl.UseProgram(Name);

    public void Set(string uniform, int value) => Gl.Uniform1(Location(uniform), value);

    public void Set(string uniform, float value) => Gl.Uniform1(Location(uniform), value);

    public void Set(string uniform, Vector2 value) => Gl.Uniform2(Location(uniform), value.X, value.Y);

    public void Set(string uniform, Vector3 value) => Gl.Uniform3(Location(uniform), value.X, value.Y, value.Z);

    public void Set(string uniform, Vector4 value) => Gl.Uniform4(Location(uniform), value.X, value.Y, value.Z, value.W);

    protected override void Delete() => Gl.DeleteProgram(Name);

    private int Location(string uniform)
    {
        if (!_locations.TryGetValue(uniform, out var location))
            _locations[uniform] = location = Gl.GetUniformLocation(Name, uniform);
        return location;
    }

    private uint Compile(ShaderType type, string file)
    {
        var shader = Gl.CreateShader(type);
        Gl.ShaderSource(shader, EmbeddedFile.ReadText(file));
        Gl.CompileShader(shader);
        if (Gl.GetShader(shader, ShaderParameterName.CompileStatus) == 0)
            throw new InvalidOperationException($"shader {file} does not compile: {Gl.GetShaderInfoLog(shader)}");
        return shader;
    }
}
