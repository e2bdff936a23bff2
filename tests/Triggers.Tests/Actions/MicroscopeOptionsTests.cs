using System.ComponentModel.DataAnnotations;
using Cellect.Live.Hosting;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;
using Microsoft.Extensions.Configuration;

namespace Cellect.Triggers.Tests.Actions;

public class MicroscopeOptionsTests
{
    [Fact]
    public void Read_Adapters_AreBound()
    {
        var options = Read(
            ("Microscope:Adapters:scope:Endpoint", "tcp://127.0.0.1:5558"),
            ("Microscope:Adapters:scope:Form", "MessagePack"),
            ("Microscope:Adapters:scope:Retry:Attempts", "7"),
            ("Microscope:Adapters:box:Kind", "Serial"),
            ("Microscope:Adapters:box:Endpoint", "COM3"),
            ("Microscope:Adapters:box:Serial:Lines:shutter", "S{value}"),
            ("Microscope:Adapters:box:SafeState:Extras:shutter", "0")
        );
        Assert.Equal((MessageForm.MessagePack, 7), (options.Adapters["scope"].Form, options.Adapters["scope"].Retry.Attempts));
        Assert.Equal("S{value}", options.Adapters["box"].Serial.Lines["shutter"]);
        Assert.Equal("0", options.Adapters["box"].SafeState.ToSettings().Extras["shutter"]);
    }

    [Fact]
    public void Read_SeveralMistakes_NamesThemAllAtOnce()
    {
        var e = Assert.Throws<ValidationException>(() =>
            Read(
                ("Microscope:Adapters:a:Endpoint", "here"),
                ("Microscope:Adapters:b:Endpoint", "tcp://127.0.0.1:1"),
                ("Microscope:Adapters:b:Retry:Attempts", "0"),
                ("Microscope:Adapters:c:Kind", "Webhook"),
                ("Microscope:Adapters:c:Endpoint", "http://example.org/x"),
                ("Microscope:Adapters:d:Kind", "MicroManager"),
                ("Microscope:Adapters:d:Endpoint", "tcp://10.0.0.1:4827"),
                ("Microscope:Adapters:d:Core:PowerProperty", "Laser"),
                ("Microscope:Adapters:e:Kind", "Serial"),
                ("Microscope:Adapters:e:Endpoint", "COM1"),
                ("Microscope:Adapters:e:SafeState:PowerPercent", "101"),
                ("Microscope:Adapters:bad name:Endpoint", "tcp://127.0.0.1:1"),
                ("Microscope:Adapters:f:Endpoint", ""),
                ("Microscope:Watchdog:HeartbeatSeconds", "0"),
                ("Microscope:Calibration:MaxResidualMicrometres", "0")
            )
        );
        foreach (
            var part in new[]
            {
                "Adapters:a:Endpoint",
                "Adapters:b:Retry:Attempts",
                "'example.org' is not this computer",
                "Adapters:d:Endpoint",
                "Adapters:d:Core:PowerProperty",
                "Adapters:e:Serial:Lines",
                "Adapters:e:SafeState:PowerPercent",
                "bad name",
                "Adapters:f:Endpoint",
                "HeartbeatSeconds",
                "MaxResidualMicrometres",
            }
        )
            Assert.Contains(part, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SecretInClearTextOrMissing_IsRefused()
    {
        Environment.SetEnvironmentVariable("CELLECT_TEST_SECRET_2", "very secret");
        var e = Assert.Throws<ValidationException>(() =>
            Read(
                ("Microscope:Adapters:a:Kind", "Webhook"),
                ("Microscope:Adapters:a:Endpoint", "http://scope.local/x"),
                ("Microscope:Adapters:a:Webhook:AllowHosts:0", "scope.local"),
                ("Microscope:Adapters:a:Webhook:SecretVariable", "CELLECT_TEST_SECRET_2"),
                ("Microscope:Adapters:b:Kind", "Webhook"),
                ("Microscope:Adapters:b:Endpoint", "http://127.0.0.1/x"),
                ("Microscope:Adapters:b:Webhook:SecretVariable", "CELLECT_TEST_NO_SUCH")
            )
        );
        Assert.Contains("clear text", e.Message, StringComparison.Ordinal);
        Assert.Contains("CELLECT_TEST_NO_SUCH is not set", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("very secret", e.Message, StringComparison.Ordinal);
    }

    private static MicroscopeOptions Read(params (string Key, string Value)[] values) =>
        OptionsReader
            .Read(
                new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build()
            )
            .Microscope;
}
