using System.ComponentModel.DataAnnotations;
using System.Net.Sockets;
using Cellect.Dashboard.Settings;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Cellect.Dashboard.Notifications;

/// <summary>Mail, by a connection of its own for each: one in an hour is not worth keeping it.</summary>
internal sealed class MailTarget : INoticeTarget
{
    private const int TimeoutMilliseconds = 15_000;

    private readonly TargetOptions _options;
    private readonly string? _password;

    /// <param name="options">Checked options.</param>
    /// <exception cref="ValidationException">The password is not there.</exception>
    public MailTarget(TargetOptions options)
    {
        _options = options;
        _password = options.Password.Length > 0 ? Secret.Read(options.Password) : null;
    }

    /// <inheritdoc/>
    public async Task<NoticeFailure?> SendAsync(Notice notice, CancellationToken cancel)
    {
        try
        {
            using var client = new SmtpClient { Timeout = TimeoutMilliseconds };
            await client.ConnectAsync(_options.Server, _options.Port, SecurityOf(_options.Security), cancel);
            if (_password is not null)
                await client.AuthenticateAsync(_options.User, _password, cancel);
            using var message = MessageOf(notice);
            await client.SendAsync(message, cancel);
            await client.DisconnectAsync(quit: true, cancel);
            return null;
        }
        catch (AuthenticationException)
        {
            return new NoticeFailure("the server does not take user and password", false);
        }
        catch (SslHandshakeException)
        {
            return new NoticeFailure("no encrypted connection came about: is its certificate valid, and Security right?", false);
        }
        catch (SmtpCommandException e)
        {
            return new NoticeFailure($"the server refused it ({e.StatusCode}, {e.ErrorCode})", (int)e.StatusCode is >= 400 and < 500);
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException or NotSupportedException or TimeoutException)
        {
            return new NoticeFailure($"the server cannot be reached ({e.GetType().Name})", e is not NotSupportedException);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new NoticeFailure("the server did not answer in time", true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is kept.
    }

    private MimeMessage MessageOf(Notice notice)
    {
        var message = new MimeMessage { Subject = $"Cellect: {notice.Title}", Date = notice.At };
        message.From.Add(MailboxAddress.Parse(_options.From));
        message.To.AddRange(InternetAddressList.Parse(_options.To));
        message.Body = new TextPart("plain")
        {
            Text = $"{notice.Text}\n\n{notice.At:yyyy-MM-dd HH:mm:ss} UTC, {Environment.MachineName}\n",
        };
        if (notice.IsUrgent)
            message.Importance = MessageImportance.High;
        return message;
    }

    private static SecureSocketOptions SecurityOf(MailSecurity security) =>
        security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };
}
