import type { CloudCall, Outcome } from '../clouds/cloudClient';
import { text, type Text } from '../clouds/text';
import type { ModifyConnectionForm } from './connectionForm';

/** What test-connection signs in to. */
export interface SignInTo {
  readonly region: string;
  readonly instanceId: string;
  readonly engineType: string;
  readonly networkType: string;
  /** The documents ask for it; whether it can do without is tried, never assumed. */
  readonly connectionId?: string;
  readonly nodes?: readonly string[];
}

export const TEST_SIGN_IN = {
  title: text('Test Sign-In'),
  cost: text('One attempt; failed ones may lock the user'),
} as const;

/** test-connection of DAS: signs in to the database once. A write to the client: it is never sent again by itself. */
export const testSignInCall = (to: SignInTo, form: ModifyConnectionForm): CloudCall => ({
  cloud: 'huawei',
  product: 'das',
  action: 'ExecuteTestConnectionNew',
  region: to.region,
  parameters: {
    instance_id: to.instanceId,
    engine_type: to.engineType,
    network_type: to.networkType,
    username: form.user,
    password: form.password,
    ...(to.connectionId === undefined ? {} : { connection_id: to.connectionId }),
    ...(form.database === '' ? {} : { database_name: form.database }),
    ...(form.port === null ? {} : { port: form.port }),
    ...(to.nodes && to.nodes.length > 0 ? { node_ids: to.nodes } : {}),
  },
  secretParameters: ['password'],
});

/** What the attempt came to; undefined where the error says it. */
export function tellSignIn(outcome: Outcome, { user }: Pick<ModifyConnectionForm, 'user'>): Text | undefined {
  switch (outcome.kind) {
    case 'accepted':
      return text('DAS reports no error: {user} can sign in.', { user });
    case 'unknown':
      return text('Nobody knows whether {user} could sign in; the attempt may have counted.', { user });
    case 'refused':
      return /connection_id/i.test(outcome.error.cloudMessage ?? '')
        ? text('DAS tests only connections that exist. Create it, then test it with Edit Connection.')
        : undefined;
    case 'notSent':
      return undefined;
  }
}
