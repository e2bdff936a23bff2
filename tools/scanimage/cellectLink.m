function out = cellectLink(varargin)
% CELLECTLINK  The connection to Cellect's plain TCP door (docs/wire.md, "Plain TCP").
%
%   link = cellectLink('tcp://127.0.0.1:5554')       connects
%   cellectLink(link, header, bytes)                 sends a line of JSON and the pixels; an error when Cellect refuses them
%   cellectLink(link, 'close')                       closes
%
%   Uses MATLAB's tcpclient (R2020b or later), in Octave that of the package instrument-control.
    out = [];
    if ischar(varargin{1})
        parts = regexp(varargin{1}, '^tcp://([^:]+):(\d+)$', 'tokens', 'once');
        if isempty(parts)
            error('cellect:endpoint', '%s is not tcp://ADDRESS:PORT', varargin{1});
        end
        out = tcpclient(parts{1}, str2double(parts{2}), 'Timeout', 10);
        return
    end
    link = varargin{1};
    if ischar(varargin{2}) && strcmp(varargin{2}, 'close')
        if ~exist('OCTAVE_VERSION', 'builtin')
            delete(link);   % Octave closes it with the last variable
        end
        return
    end
    write(link, [uint8(varargin{2}) uint8(10) reshape(varargin{3}, 1, [])]);
    answer = readAnswer(link);
    if isempty(strfind(answer, '"ok"')) %#ok<STREMP> Octave has no contains
        error('cellect:refused', '%s', answer);
    end
end

function line = readAnswer(link)
    line = '';
    while true
        byte = read(link, 1);
        if isempty(byte)
            error('cellect:silent', 'Cellect does not answer');
        end
        if byte == 10
            return
        end
        line(end + 1) = char(byte); %#ok<AGROW>
    end
end
