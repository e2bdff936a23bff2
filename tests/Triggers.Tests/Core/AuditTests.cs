using System.Text.Json.Nodes;
using Cellect.Testing;
using Cellect.Triggers.Audit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Triggers.Tests.Core;

public class AuditTests
{
    [Fact]
    public async Task Verify_AnyByteChangedOrAnyLineTakenOut_IsFound()
    {
        using var folder = new TemporaryFolder();
        var log = new AuditLog(folder.Path, TimeProvider.System, NullLogger.Instance);
        for (var i = 0; i < 5; i++)
            log.Append("fired", new JsonObject { ["t"] = i, ["rule"] = "über" });
        await log.DisposeAsync();
        Assert.Null(AuditFile.Read(log.Path).Broken);
        var bytes = File.ReadAllBytes(log.Path);
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 1;
            File.WriteAllBytes(log.Path, changed);
            var (entries, _, broken) = AuditFile.Read(log.Path);
            Assert.True(broken is not null || !AuditFile.IsClosed(entries), $"byte {i}");
        }

        File.WriteAllBytes(log.Path, bytes);
        var lines = File.ReadAllLines(log.Path);
        for (var i = 0; i < lines.Length; i++)
        {
            File.WriteAllLines(log.Path, lines.Where((_, line) => line != i));
            var (entries, _, broken) = AuditFile.Read(log.Path);
            Assert.True(broken is not null || !AuditFile.IsClosed(entries), $"line {i}");
        }
    }
}
