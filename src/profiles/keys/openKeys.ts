import type { AccessKey } from '../../clouds/accessKey';
import type { KeyRenewal } from '../../clouds/client';
import type { CloudClient } from '../../clouds/cloudClient';
import { CloudError } from '../../clouds/cloudError';
import { text } from '../../clouds/text';
import type { Transport } from '../../clouds/transport';
import { assumeRole } from '../../inventory/assumeRole';
import { addressKey } from './addressKeys';
import { instanceKey } from './instanceKeys';
import type { KeyMachineParts } from './keyMachineParts';
import { isRecipe, recipeName, type KeyRecipe, type RoleRecipe } from './keyRecipe';
import { stepError } from './keyStepError';
import { whyNotGot } from './killSwitches';
import { programKey } from './programKeys';
import { RenewedKeys, type KeySource, type MadeKey } from './renewedKeys';
import { roleWords } from './roleWords';

export interface OpenKeysParts {
  readonly machine: KeyMachineParts;
  /** For addresses that are not this machine's own. */
  readonly transport: Pick<Transport, 'read'>;
  readonly profileName: string;
  /** A client that signs with the keys of a source. */
  readonly sts: (keys: Pick<KeySource, 'key'> & KeyRenewal) => CloudClient;
}

/** Keys that are got as this recipe says; what it rests on is renewed by itself. */
export interface OpenedKeys extends KeySource {
  /** Those that are used to sign, with the time that they have left. */
  readonly renewed: RenewedKeys;
}

const SHORTEST_MS = 60_000;

/** Gets ready to get keys; nothing is sent and no program is run before they are asked for. */
export function openKeys(recipe: KeyRecipe, parts: OpenKeysParts): OpenedKeys {
  if (recipe.kind === 'role') return openRole(recipe, parts);
  const { machine } = parts;
  const renewed = new RenewedKeys(machine.clock, (signal) =>
    named(recipe, parts, async () => {
      const forbidden = whyNotGot(recipe.kind, machine.env());
      if (forbidden) throw stepError(forbidden, text('Or edit the profile and choose other keys.'));
      switch (recipe.kind) {
        case 'instance':
          return await instanceKey(recipe, machine, signal);
        case 'program':
          return await programKey(recipe, machine, signal);
        case 'address':
          return await addressKey(recipe, machine, parts, signal);
      }
    }),
  );
  return withSource(renewed);
}

function openRole(recipe: RoleRecipe, parts: OpenKeysParts): OpenedKeys {
  const { clock } = parts.machine;
  const from: KeySource = isRecipe(recipe.from) ? openKeys(recipe.from, parts) : lastingKeys(recipe.from);
  const client = parts.sts({
    key: (signal) => from.key(signal),
    renewed: (_, signal) => from.key(signal),
    expired: (key) => from.expired(key),
  });
  const renewed = new RenewedKeys(clock, (signal) =>
    named(recipe, parts, async () => {
      const { key, expiration } = await assumeRole(client, recipe, signal);
      // A clock that is behind must not keep a key for longer than it was asked for, nor one ahead ask without end.
      const leftMs = Math.max(expiration - clock.now(), SHORTEST_MS);
      return { key, lifetimeMs: Math.min(leftMs, recipe.duration * 1000) };
    }),
  );
  return withSource(renewed, from);
}

/** Says which step of which profile failed; a step before has said so already. */
async function named(
  recipe: KeyRecipe,
  { profileName: profile }: OpenKeysParts,
  make: () => Promise<MadeKey>,
): Promise<MadeKey> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof CloudError) || error.kind === 'cancelled' || error instanceof NamedError)
      throw error;
    const { kind, code, status, requestId, cloudMessage } = error;
    const said = recipe.kind === 'role' ? roleWords(error) : undefined;
    const advice = said?.advice ?? error.advice;
    throw new NamedError({
      // What waits for the network or the cloud goes on waiting; whatever else is wrong with the keys a person must mend.
      kind: ['network', 'server', 'throttled', 'clock'].includes(kind) ? kind : 'credentials',
      explanation: text('Profile {profile} has no new keys ({way}). {why}', {
        profile,
        way: recipeName(recipe),
        why: said?.explanation ?? error.explanation,
      }),
      ...(advice ? { advice } : {}),
      ...(code === undefined ? {} : { code }),
      ...(status === undefined ? {} : { status }),
      ...(requestId === undefined ? {} : { requestId }),
      ...(cloudMessage === undefined ? {} : { cloudMessage }),
    });
  }
}

/** Says already which step of which profile failed. */
class NamedError extends CloudError {}

const withSource = (renewed: RenewedKeys, from?: KeySource): OpenedKeys => ({
  renewed,
  key: (signal) => renewed.key(signal),
  expired: (key) => renewed.expired(key),
  tryAgain: () => {
    from?.tryAgain();
    renewed.tryAgain();
  },
  dispose: () => {
    renewed.dispose();
    from?.dispose();
  },
});

const lastingKeys = (key: AccessKey): KeySource => ({
  key: () => Promise.resolve(key),
  expired: () => false,
  tryAgain: () => undefined,
  dispose: () => undefined,
});
