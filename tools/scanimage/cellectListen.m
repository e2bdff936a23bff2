function listener = cellectListen(hSI, endpoint, jar)
% CELLECTLISTEN  Lets Cellect change a running ScanImage (docs/microscope.md, "ScanImage").
%
%   listener = cellectListen(hSI, 'tcp://127.0.0.1:5560', 'C:\cellect\jeromq-0.6.0.jar')
%
%   Answers Cellect's ZeroMQ requests (JSON) on a timer, so that ScanImage goes on between them. Each key is carried out once.
%   Changes power_percent (first beam), interval_s (the interval of a loop acquisition) and stage_um (motors; z, y, x in
%   micrometres). Anything else is refused. The names of ScanImage's properties differ between its releases: check the
%   functions change and settings below against yours. End with stop(listener); delete(listener).
%
%   Needs JeroMQ, the Java implementation of ZeroMQ: one jar. Not run by Cellect's tests: they play its messages.
    javaaddpath(jar);
    context = javaObject('org.zeromq.ZContext');
    socket = context.createSocket(javaMethod('valueOf', 'org.zeromq.SocketType', 'REP'));
    socket.setLinger(0);
    socket.bind(endpoint);
    done = containers.Map('KeyType', 'char', 'ValueType', 'logical');
    listener = timer('ExecutionMode', 'fixedSpacing', 'Period', 0.005, 'BusyMode', 'drop', ...
        'TimerFcn', @(~, ~) serve(), 'StopFcn', @(~, ~) context.close());
    start(listener);

    function serve()
        body = socket.recv(1);  % 1: ZMQ_DONTWAIT
        if isempty(body)
            return
        end
        reply = struct('v', 1, 'key', '', 'ok', false, 'error', '');
        try
            request = jsondecode(native2unicode(typecast(body, 'uint8')', 'UTF-8'));
            reply.key = request.key;
            if strcmp(request.type, 'action') && ~isKey(done, request.key)
                change(hSI, request.change);
                done(request.key) = true;   % only what was carried out: a refused key may be tried again
            end
            reply.settings = settings(hSI);
            reply.ok = true;
        catch problem
            reply.error = problem.message;
        end
        socket.send(uint8(unicode2native(jsonencode(reply), 'UTF-8')));
    end
end

function change(hSI, wanted)
    names = fieldnames(wanted);
    known = {'power_percent', 'interval_s', 'stage_um'};
    unknown = setdiff(names, known);
    if ~isempty(unknown)    % before anything is changed
        error('cellect:unknown', 'cannot change %s', strjoin(unknown, ', '));
    end
    if isfield(wanted, 'power_percent')
        if wanted.power_percent < 0 || wanted.power_percent > 100
            error('cellect:range', 'power_percent must be 0 to 100');
        end
        hSI.hBeams.powers(1) = wanted.power_percent;
    end
    if isfield(wanted, 'interval_s')
        hSI.loopAcqInterval = wanted.interval_s;
    end
    if isfield(wanted, 'stage_um')
        hSI.hMotors.moveSample([wanted.stage_um(3) wanted.stage_um(2) wanted.stage_um(1)]);  % ScanImage: x y z
    end
end

function now = settings(hSI)
    position = hSI.hMotors.samplePosition;      % x y z
    now = struct('power_percent', hSI.hBeams.powers(1), 'interval_s', hSI.loopAcqInterval, ...
        'stage_um', [position(3) position(2) position(1)]);
end
