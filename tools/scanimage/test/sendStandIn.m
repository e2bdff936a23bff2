function sendStandIn(endpoint, volumes)
% SENDSTANDIN  Plays an acquisition with a stand-in for hSI through cellectSend, in Octave or MATLAB (Cellect's tests).
%
%   volumes of 3 slices and 1 flyback frame, two channels of 24 x 32 pixels: pixel (row, column) of slice z, channel c, time t is
%   -1000 + 100 t + 10 z + 50 c + row - 2 column (from 0).
    addpath(fullfile(fileparts(mfilename('fullpath')), '..'));
    if exist('OCTAVE_VERSION', 'builtin')
        pkg('load', 'instrument-control');
    end
    [columns, rows] = meshgrid(0:31, 0:23);
    for frame = 0:4 * volumes - 1
        t = floor(frame / 4);
        z = mod(frame, 4);
        pixels = cell(1, 2);
        for c = 0:1
            pixels{c + 1} = int16(-1000 + 100 * t + 10 * z + 50 * c + rows - 2 * columns);
        end
        hSI = struct( ...
            'hDisplay', struct('lastFrame', {pixels}, 'lastFrameNumber', frame + 1), ...
            'hChannels', struct('channelSave', [1 2]), ...
            'hStackManager', struct('numSlices', 3, 'actualStackZStepSize', 2), ...
            'hFastZ', struct('numDiscardFlybackFrames', 1), ...
            'hRoiManager', struct('imagingFovUm', [0 0; 16 0; 16 12; 0 12], 'linesPerFrame', 24, 'pixelsPerLine', 32));
        cellectSend(struct('hSI', hSI), struct('EventName', 'frameAcquired'), endpoint);
    end
    cellectSend(struct('hSI', hSI), struct('EventName', 'acqModeDone'), endpoint);
end
