// A session bus and a keyring (Secret Service) of their own, for the tests of the keychain.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { aptIsUsable, findOnPath, installWithApt } from './apt.mjs';
import { Missing, run } from './steps.mjs';

const TOOLS = ['dbus-run-session', 'dbus-send', 'gnome-keyring-daemon', 'secret-tool'];
const PACKAGES = ['libsecret-1-0', 'gnome-keyring', 'dbus', 'libsecret-tools'];
const SECRETS = 'org.freedesktop.secrets';
const COLLECTION = '/org/freedesktop/secrets/collection/login';
const BUS_ALONE = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>`;

const isThere = () => TOOLS.every((tool) => findOnPath([tool]));

/** Why there can be no keyring on this machine; undefined where there is one, or one can be installed. */
export function whyNoKeyring() {
  if (process.platform !== 'linux') return `GNOME Keyring needs Linux; this is ${process.platform}.`;
  return isThere() || aptIsUsable()
    ? undefined
    : `GNOME Keyring is missing, and so is apt-get with the right to install ${PACKAGES.join(' ')}.`;
}

/** Makes sure that a keyring can be started. */
export async function ensureKeyring() {
  if (!isThere()) await installWithApt('GNOME Keyring', PACKAGES);
  if (!isThere())
    throw new Missing(`apt-get installed ${PACKAGES.join(' ')}, but not all of ${TOOLS.join(', ')}.`);
}

/** Starts a session bus with nothing on it that keeps secrets. `folder` is for its files. */
export async function startBus(folder) {
  const config = path.join(folder, 'bus.conf');
  fs.writeFileSync(config, BUS_ALONE);
  return await startSession(folder, ['--config-file', config], '');
}

/** Starts a session bus with an unlocked keyring. `folder` is for its files. */
export async function startKeyring(folder) {
  const password = path.join(folder, 'password');
  fs.writeFileSync(password, 'of-this-test\n', { mode: 0o600 });
  const session = await startSession(
    folder,
    [],
    // What it says itself must not stand in one line with what is read here.
    `gnome-keyring-daemon --foreground --unlock --components=secrets < '${password}' >&2 & echo KEYRING $!`,
  );
  const { env, stop, told } = session;
  const send = (to, method, argument) =>
    run('dbus-send', ['--session', '--print-reply', `--dest=${to.name}`, to.path, method, argument], { env });
  const bus = { name: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus' };
  const pidTold = () => told(/^KEYRING (\d+)\n/m);
  // It may have its name before its word has come through.
  while (
    !(await send(bus, 'org.freedesktop.DBus.NameHasOwner', `string:${SECRETS}`)).includes('true') ||
    pidTold() === undefined
  )
    await new Promise((resolve) => setTimeout(resolve, 50));
  const pid = Number(pidTold());
  return {
    env,
    stop: async () => {
      process.kill(pid, 'SIGCONT');
      await stop();
    },
    /** Locks it as a person would; unlocking needs its password again. */
    lock: async () => {
      const service = { name: SECRETS, path: '/org/freedesktop/secrets' };
      await send(service, 'org.freedesktop.Secret.Service.Lock', `array:objpath:${COLLECTION}`);
    },
    /** It hears and says nothing until it is woken. */
    hang: () => process.kill(pid, 'SIGSTOP'),
    wake: () => process.kill(pid, 'SIGCONT'),
    /** Runs a shell command, as a person would type it, and gives it its input. */
    shell: (command, input) => feed(command, input, env),
  };
}

async function startSession(folder, options, begin) {
  const home = path.join(folder, 'home');
  const runtime = path.join(folder, 'run');
  fs.mkdirSync(home);
  fs.mkdirSync(runtime, { mode: 0o700 });
  const script = `${begin}\necho BUS "$DBUS_SESSION_BUS_ADDRESS"\ncat > /dev/null`;
  const child = spawn('dbus-run-session', [...options, '--', 'sh', '-c', script], {
    env: { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: runtime, DISPLAY: '' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  let out = '';
  const told = (line) => line.exec(out)?.[1];
  child.stderr.on('data', (chunk) => (said += chunk));
  const address = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      out += chunk;
      const found = told(/^BUS (.+)\n/m);
      if (found) resolve(found);
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`the session bus ended with ${code}\n${said}`)));
  });
  return {
    env: { ...process.env, HOME: home, XDG_RUNTIME_DIR: runtime, DBUS_SESSION_BUS_ADDRESS: address },
    told,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.stdin.end();
      }),
  };
}

function feed(command, input, env) {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', command], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(said) : reject(new Error(`${command} ended with ${code}\n${said}`)),
    );
    child.stdin.end(input);
  });
}
