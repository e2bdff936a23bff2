function cellectSend(src, evt, varargin)
% CELLECTSEND  Sends ScanImage's slices to Cellect while it acquires (docs/scanimage.md).
%
%   A user function. In ScanImage: Utilities > User Functions, add for the events frameAcquired, acqModeDone and acqAbort:
%
%     cellectSend        with the arguments    'tcp://127.0.0.1:5554'
%
%   Cellect must listen there: cellect run --Ingest:TcpEndpoint tcp://127.0.0.1:5554. Each slice goes out as one line of JSON and
%   its pixels (int16, as ScanImage has them), and is answered by one line. A slice that Cellect does not take is told once on
%   the command window and never stops the acquisition.
%
%   Flyback frames are left out. Names of properties differ between ScanImage's releases: check the function place below
%   against yours. A test runs it in Octave with a stand-in for hSI (tools/scanimage/test).
    persistent link told
    endpoint = 'tcp://127.0.0.1:5554';
    if nargin > 2
        endpoint = varargin{1};
    end
    hSI = src.hSI;
    try
        switch evt.EventName
            case 'frameAcquired'
                if isempty(link)
                    link = cellectLink(endpoint);
                    told = false;
                end
                sendFrame(link, hSI);
            case {'acqModeDone', 'acqAbort'}
                if ~isempty(link)
                    cellectLink(link, '{"end":true}', uint8([]));
                    cellectLink(link, 'close');
                end
                link = [];
        end
    catch problem
        if isempty(told) || ~told
            warning('cellect:send', 'Cellect does not get slices: %s', problem.message);
            told = true;
        end
        link = [];
    end
end

function sendFrame(link, hSI)
    where = place(hSI);
    if isempty(where.z)
        return      % flyback
    end
    frames = hSI.hDisplay.lastFrame;
    channels = hSI.hChannels.channelSave;
    for i = 1:numel(channels)
        pixels = frames{channels(i)};
        if isempty(pixels)
            continue
        end
        pixels = int16(pixels);
        % MATLAB counts down the columns first, the wire along the rows.
        header = sprintf(['{"dtype":"int16","shape":[%d,%d],"t":%d,"c":%d,"z":%d,"planes":%d%s}'], ...
            size(pixels, 1), size(pixels, 2), where.t, i - 1, where.z, where.planes, where.voxel);
        cellectLink(link, header, typecast(reshape(pixels.', 1, []), 'uint8'));
    end
end

function where = place(hSI)
    stack = hSI.hStackManager;
    planes = max(1, stack.numSlices);
    flyback = 0;
    if isprop(hSI.hFastZ, 'numDiscardFlybackFrames') || isfield(hSI.hFastZ, 'numDiscardFlybackFrames')
        flyback = hSI.hFastZ.numDiscardFlybackFrames;
    end
    frame = hSI.hDisplay.lastFrameNumber - 1;
    perVolume = planes + flyback;
    where = struct('t', floor(frame / perVolume), 'z', mod(frame, perVolume), 'planes', planes, 'voxel', '');
    if where.z >= planes
        where.z = [];
    end
    % hRoiManager tells the imaged extent in micrometres where the objective is calibrated.
    if hasValue(hSI.hRoiManager, 'imagingFovUm') && hasValue(stack, 'actualStackZStepSize')
        fov = hSI.hRoiManager.imagingFovUm;     % corners, x y
        lines = hSI.hRoiManager.linesPerFrame;
        pixels = hSI.hRoiManager.pixelsPerLine;
        step = abs(stack.actualStackZStepSize);
        if step > 0
            where.voxel = sprintf(',"voxel_um":[%.9g,%.9g,%.9g]', step, ...
                (max(fov(:, 2)) - min(fov(:, 2))) / lines, (max(fov(:, 1)) - min(fov(:, 1))) / pixels);
        end
    end
end

function yes = hasValue(object, name)
    yes = (isprop(object, name) || isfield(object, name)) && ~isempty(object.(name));
end
