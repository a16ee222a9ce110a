/**
 * What a warm interpreter runs. It imports what every component of the SDK imports, says `ready` on all its streams, and then forks
 * for each line on descriptor 3: a fork is to find itself as `python3 -m kfp.dsl.executor_main` would.
 *
 * Whatever was printed meanwhile, a thread, or a temporary folder chosen already would be part of every task, or of none: then
 * it leaves, and so does an interpreter that lacks something. The interpreter's own paths decide what is imported, never the folder
 * that it was started in.
 */
export const warmSource = `
import os, sys
# Such modules set up each interpreter; a seed, for one, does not survive a fork.
customized = not {'sitecustomize', 'usercustomize'}.isdisjoint(sys.modules)
own_path = not getattr(sys.flags, 'safe_path', False)
if own_path:
    sys.path.pop(0)
import _socket, argparse, gc, importlib, json, runpy, select, signal
import kfp.dsl.executor_main
# As a program of its own, it must not be there yet.
del sys.modules['kfp.dsl.executor_main'], kfp.dsl.executor_main
# It imports more when it is used.
argparse.ArgumentParser().add_argument('--any')

CONTROL = 3
running = {}
poller = select.poll()

def say(message):
    os.write(CONTROL, json.dumps(message).encode() + b'\\n')

def leave():
    for _, pid in running.values():
        # One that has only just been forked has no group yet.
        for kill in (os.killpg, os.kill):
            try:
                kill(pid, signal.SIGKILL)
            except OSError:
                pass
    os._exit(0)

def become(task):
    os.setsid()
    os.chdir(task['cwd'])
    for descriptor in running:
        os.close(descriptor)
    for stream in (1, 2):
        connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
        connection.connect(task['socket'])
        connection.sendall(b'%09d%d' % (task['id'], stream))
        os.dup2(connection.fileno(), stream)
        connection.close()
    say({'id': task['id'], 'begun': True})
    os.close(CONTROL)
    for name, value in task['env'].items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    if own_path:
        sys.path.insert(0, os.getcwd())
    sys.argv[:] = ['-m', *task['argv'][3:]]
    if hasattr(sys, 'orig_argv'):
        sys.orig_argv[:] = task['argv']
    importlib.invalidate_caches()

def begin(task):
    try:
        pid = os.fork()
    except OSError:
        # As one that ended before it began: it is started as usual, and that says why it cannot.
        say({'id': task['id']})
        return False
    if pid == 0:
        try:
            become(task)
        except BaseException:
            os._exit(125)
        return True
    descriptor = os.pidfd_open(pid)
    running[descriptor] = (task['id'], pid)
    poller.register(descriptor, select.POLLIN)
    say({'id': task['id'], 'pid': pid})
    return False

def end(descriptor):
    poller.unregister(descriptor)
    os.close(descriptor)
    task, pid = running.pop(descriptor)
    _, status = os.waitpid(pid, 0)
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
    say({'id': task, 'code': code, 'signal': None if code is not None else os.WTERMSIG(status)})

def serve():
    poller.register(CONTROL, select.POLLIN)
    unread = b''
    while True:
        for descriptor, _ in poller.poll():
            if descriptor != CONTROL:
                end(descriptor)
                continue
            read = os.read(CONTROL, 1 << 16)
            if not read:
                leave()
            *lines, unread = (unread + read).split(b'\\n')
            for line in lines:
                task = json.loads(line)
                if begin(task):
                    return task['argv'][2]

def usual():
    temporary = sys.modules.get('tempfile')
    return (
        not customized
        and len(os.listdir('/proc/self/task')) == 1
        and (temporary is None or temporary.tempdir is None)
        and hasattr(os, 'pidfd_open')
    )

def run():
    if not usual():
        os._exit(1)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    # A collector that walks over what all forks share would copy it for each.
    gc.collect()
    gc.freeze()
    for stream in (1, 2, CONTROL):
        os.write(stream, b'ready\\n')
    try:
        module = serve()
    except (BrokenPipeError, ConnectionResetError):
        leave()
    try:
        runpy._run_module_as_main(module)
    except SystemExit:
        raise
    except BaseException as error:
        # A component's traceback begins with runpy.
        error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
        sys.excepthook(type(error), error, error.__traceback__)
        if not isinstance(error, KeyboardInterrupt):
            sys.exit(1)
        # The interpreter ends itself by this signal; all is said.
        sys.excepthook = lambda *_: None
        raise

run()
`;
