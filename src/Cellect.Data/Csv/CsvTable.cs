namespace Cellect.Data.Csv;

/// <summary>A comma-separated table with a header line.</summary>
internal sealed class CsvTable
{
    private readonly string _path;
    private readonly string[] _header;

    public CsvTable(string path)
    {
        if (!File.Exists(path))
            throw new InvalidInputException($"{path}: no such file");
        _path = path;
        _header = Split(File.ReadLines(path).FirstOrDefault() ?? throw new InvalidInputException($"{path}: empty, without a header line"));
    }

    public bool Has(string column) => Array.IndexOf(_header, column) >= 0;

    public string Where(int line) => $"{_path}, line {line}";

    /// <summary>The rows, each with the named columns in the order of the names.</summary>
    public IEnumerable<CsvRow> Rows(params string[] columns)
    {
        var picks = Array.ConvertAll(columns, Column);
        var line = 1;
        foreach (var text in File.ReadLines(_path).Skip(1))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            var fields = Split(text);
            if (fields.Length != _header.Length)
                throw new InvalidInputException($"{Where(line)}: {fields.Length} values, but the header names {_header.Length} columns");
            yield return new CsvRow(this, line, columns, Array.ConvertAll(picks, pick => fields[pick]));
        }
    }

    private int Column(string name)
    {
        var index = Array.IndexOf(_header, name);
        return index >= 0 ? index : throw new InvalidInputException($"{Where(1)}: no column '{name}' among '{string.Join(',', _header)}'");
    }

    private static string[] Split(string line) => line.TrimStart('\uFEFF').Split(',', StringSplitOptions.TrimEntries);
}
