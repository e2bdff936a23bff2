using System.Buffers;
using System.Text.Json;

namespace Cellect.Dashboard.Documents;

/// <summary>Writes documents as JSON on one line and puts them on the shelf. Keeps its working memory; one thread.</summary>
/// <param name="shelf">Gets the documents.</param>
internal sealed class DocumentWriter(DocumentShelf shelf)
{
    private readonly ArrayBufferWriter<byte> _buffer = new(64 << 10);

    /// <summary>Writes a document: an object that <paramref name="write"/> fills.</summary>
    public void Put(string kind, Action<Utf8JsonWriter> write)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        shelf.Put(kind, _buffer.WrittenSpan);
    }
}
