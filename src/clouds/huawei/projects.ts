import type { CloudCall, CloudClient, HuaweiCall } from '../cloudClient';
import { CloudError } from '../cloudError';
import { jsonObjects } from '../jsonObject';
import { type Clock, stopwatch } from '../clock';
import { cancelledError, WRITE_WINDOW_MS } from '../retry';
import { text } from '../text';

/** A project of IAM that the caller may use. */
export interface HuaweiProject {
  readonly id: string;
  /** A region id, or one with `_` and the name of a sub-project after it. */
  readonly name: string;
  /** The account. */
  readonly domainId: string;
}

/** The region that a project is in: what its name begins with. */
export const regionOfProject = (name: string): string => name.split('_', 1)[0] ?? name;

/** The gateway turns this machine's address away, whatever is asked. */
const ADDRESS_DENIED = 'APIGW.0402';

/** Whether the cloud says that the keys may not do this, and has accepted the keys. */
export const isDenied = (error: unknown): boolean =>
  error instanceof CloudError && error.kind === 'permission' && error.code !== ADDRESS_DENIED;

/**
 * The projects that the keys reach, as the IAM of a region tells; with `name` those of that name. A user who may not
 * list the account's projects still may ask for those that are his. Rejects with CloudError.
 */
export async function listProjects(
  client: Pick<CloudClient, 'read'>,
  region: string,
  signal?: AbortSignal,
  name?: string,
): Promise<readonly HuaweiProject[]> {
  const found = await read(client, 'KeystoneListProjects', region, { name }, signal).catch(
    (error: unknown) => {
      if (!isDenied(error)) throw error;
      // The error of the first call names the permission that is missing.
      return read(client, 'KeystoneListAuthProjects', region, {}, signal).catch(() => {
        throw error;
      });
    },
  );
  return name === undefined ? found : found.filter((project) => project.name === name);
}

async function read(
  client: Pick<CloudClient, 'read'>,
  action: string,
  region: string,
  parameters: HuaweiCall['parameters'],
  signal?: AbortSignal,
): Promise<readonly HuaweiProject[]> {
  const call: HuaweiCall = { cloud: 'huawei', product: 'iam', action, region, parameters };
  const { projects } = (await client.read(call, signal)) as { projects?: unknown };
  if (!Array.isArray(projects))
    throw new CloudError({
      kind: 'answer',
      explanation: text('The answer to {operation} cannot be used: {field} is {found}.', {
        operation: action,
        field: 'projects',
        found: 'missing',
      }),
    });
  return jsonObjects(projects).flatMap(({ id, name, domain_id: domainId, enabled }) =>
    typeof id === 'string' && typeof name === 'string' && enabled !== false
      ? [{ id, name, domainId: typeof domainId === 'string' ? domainId : '' }]
      : [],
  );
}

/**
 * The same client for calls whose `region` is the name of a project: its id is looked up where it is first needed, and
 * never again. A project is never created, as the vendor's SDK does where it finds none.
 */
export function withProjects(client: CloudClient, clock: Clock): CloudClient {
  const known = new Map<string, string>();
  const asking = new Map<string, Promise<string>>();

  const idOf = (name: string): Promise<string> => {
    const running =
      asking.get(name) ??
      lookUp(client, name)
        .then((id) => (known.set(name, id), id))
        .finally(() => asking.delete(name));
    asking.set(name, running);
    return running;
  };
  const located = (call: CloudCall, id: string | undefined): CloudCall => {
    const region = regionOfProject(call.region);
    return needsProject(call)
      ? { ...call, region, parameters: { project_id: id ?? '{project_id}', ...call.parameters } }
      : { ...call, region };
  };
  const locate = async (call: CloudCall, signal?: AbortSignal): Promise<CloudCall> =>
    located(
      call,
      needsProject(call)
        ? (known.get(call.region) ?? (await unlessAborted(idOf(call.region), signal)))
        : undefined,
    );

  return {
    read: async (call, signal) => client.read(await locate(call, signal), signal),
    async write(call, options = {}) {
      const spent = stopwatch(clock);
      let ready: CloudCall;
      try {
        ready = await locate(call, options.signal);
      } catch (error) {
        if (error instanceof CloudError) return { kind: 'notSent', error, attempts: [] };
        throw error;
      }
      // The minute in which an attempt may begin is the caller's, who also waited for the project.
      const mayStillSend = async () =>
        (await (options.mayStillSend?.() ?? true)) && spent() < WRITE_WINDOW_MS;
      return client.write(ready, { ...options, mayStillSend });
    },
    view: (call) => client.view(located(call, known.get(call.region))),
  };
}

const needsProject = ({ product, parameters }: CloudCall): boolean =>
  product !== 'iam' && parameters['project_id'] === undefined;

async function lookUp(client: CloudClient, name: string): Promise<string> {
  const found = await listProjects(client, regionOfProject(name), undefined, name);
  const [project] = found;
  if (project && found.length === 1) return project.id;
  throw new CloudError({
    kind: 'refused',
    code: 'NoProject',
    explanation: project
      ? text('The account has {count} projects called {name}, so it is not known which one is meant.', {
          count: found.length,
          name,
        })
      : text('The account has no project called {name}, or the key may not use it.', { name }),
    advice: text(
      'Open the region once in the console, which makes its project, or take it out of the profile’s regions.',
    ),
  });
}

/** A look-up that others wait for as well goes on without the one who left. */
async function unlessAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(cancelledError());
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
