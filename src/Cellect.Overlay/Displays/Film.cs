using System.Diagnostics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>
/// A film of the time points that are kept: a picture of each, drawn one at a time between what the user does, into a folder of their own;
/// then one film of them, where the program ffmpeg is found.
/// </summary>
internal sealed class Film : IDisposable
{
    private const int PicturesPerSecond = 10;
    private static readonly TimeSpan LongestEncoding = TimeSpan.FromMinutes(10);

    private readonly OverlaySnapshot[] _frames;
    private readonly GlFramebuffer _framebuffer;
    private readonly PictureFolder _folder;
    private int _next;

    /// <summary>Begins a film.</summary>
    /// <param name="device">Draws it.</param>
    /// <param name="drawing">Size of its pictures.</param>
    /// <param name="frames">The time points, oldest first.</param>
    /// <param name="folder">Where its pictures go; made when the first one is written.</param>
    public Film(GlDevice device, Drawing drawing, IReadOnlyList<OverlaySnapshot> frames, PictureFolder folder)
    {
        (Drawing, _folder, _frames) = (drawing, folder, [.. frames]);
        _framebuffer = new GlFramebuffer(device, drawing.Width, drawing.Height);
    }

    /// <summary>Size of its pictures.</summary>
    public Drawing Drawing { get; }

    /// <summary>The time point that is drawn next; null when all are drawn.</summary>
    public OverlaySnapshot? Next => _next < _frames.Length ? _frames[_next] : null;

    /// <summary>How far it is, for the user.</summary>
    public string Words => $"film: picture {Math.Min(_next + 1, _frames.Length)} of {_frames.Length}";

    /// <summary>Draws the next picture and writes it.</summary>
    /// <param name="gl">Draws it.</param>
    /// <param name="draw">Draws a scene of <see cref="Next"/> into what is bound.</param>
    public void Draw(Silk.NET.OpenGL.GL gl, Action draw)
    {
        _framebuffer.Bind();
        draw();
        using var picture = FramebufferReader.Read(gl, Drawing);
        _folder.Write($"t{_next:00000}.png", picture);
        _next++;
        gl.BindFramebuffer(Silk.NET.OpenGL.FramebufferTarget.Framebuffer, 0);
    }

    /// <summary>Makes one film of the pictures; in the background, for as long as that takes.</summary>
    /// <returns>What there is now, for the user.</returns>
    public async Task<string> EncodeAsync()
    {
        var pictures = $"{_frames.Length} pictures in {_folder.Path}";
        try
        {
            var start = new ProcessStartInfo("ffmpeg")
            {
                WorkingDirectory = _folder.Path,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                ArgumentList =
                {
                    "-y",
                    "-loglevel",
                    "error",
                    "-framerate",
                    $"{PicturesPerSecond}",
                    "-i",
                    "t%05d.png",
                    "-vf",
                    "pad=ceil(iw/2)*2:ceil(ih/2)*2",
                    "-pix_fmt",
                    "yuv420p",
                    "film.mp4",
                },
            };
            using var process = Process.Start(start)!;
            using var limit = new CancellationTokenSource(LongestEncoding);
            var said = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? $"film: {Path.Combine(_folder.Path, "film.mp4")}"
                : $"{pictures}; ffmpeg made no film of them: {(await said).Trim()}";
        }
        catch (Exception problem) when (problem is System.ComponentModel.Win32Exception or OperationCanceledException or IOException)
        {
            return $"{pictures} (with ffmpeg installed, also one film of them)";
        }
    }

    public void Dispose() => _framebuffer.Dispose();
}
