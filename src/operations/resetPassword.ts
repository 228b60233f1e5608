import * as z from 'zod';
import { text } from '../clouds/text';
import { isAvailable } from '../inventory/polardbZonalAccount';
import { available, running, unlocked } from './accountChecks';
import { accountErrors } from './accountErrors';
import { accountOperation } from './accountOperation';
import { password } from './accountRules';
import { generatePassword } from './generatePassword';

const form = z.object({ password });
type ResetPasswordForm = z.infer<typeof form>;

/** ModifyAccountPasswordZonal: gives an account of a PolarDB cluster on ENS another password. */
export const resetPassword = accountOperation<ResetPasswordForm>({
  id: 'polardbZonal.resetPassword',
  action: 'ModifyAccountPasswordZonal',
  title: text('Reset Password'),
  doing: text('resetting the password…'),
  risk: 'disruptive',
  secrets: ['password'],
  form,
  steps: [
    {
      kind: 'input',
      field: 'password',
      title: text('New password'),
      prompt: text(
        '8 to 32 characters of three kinds: upper-case and lower-case letters, digits, !@#$%^&*()_+-=. Or use the button Generate Password above.',
      ),
      generate: () => generatePassword(),
    },
  ],
  review: () => [{ field: 'password', label: text('New password'), value: text('Hidden') }],
  preflight: (_form, { cluster, account }) => [running(cluster), unlocked(cluster), available(account)],
  effect: (_form, { account }) => [
    text(
      'Whoever signs in as {name} needs the new password from then on: change it in your applications too.',
      {
        name: account.name,
      },
    ),
    text('Connections that are open usually stay; new ones with the old password fail.'),
    text('The password is kept nowhere: it cannot be shown again.'),
  ],
  confirmation: (_form, names) => text('Reset the password of {account} on {name} ({id}, {region})?', names),
  call: (values, token) => ({
    parameters: {
      NewAccountPassword: values.password,
      ClientToken: token,
    },
    tokenParameter: 'ClientToken',
    secretParameters: ['NewAccountPassword'],
  }),
  settle: (_form, account) =>
    isAvailable(account)
      ? {
          state: 'done',
          unreadable: true,
          say: text(
            'The cloud accepted the new password of {name}. Nobody can read a password back: sign in with it to be sure',
            { name: account.name },
          ),
        }
      : {
          state: 'going',
          say: text('Accepted; the account is {status}', { status: account.status }),
        },
  trace: (_form, _before, { account }) => ({
    found: false,
    unreadable: true,
    say: account
      ? text(
          'Nobody can read a password back. Sign in as {name} with the new one: if that works, it was changed. The request may still arrive for 15 minutes; resetting the password once more does no harm',
          { name: account.name },
        )
      : text('The account is not there any more'),
  }),
  errors: accountErrors(
    'EngineMigration.ActionDisabled',
    'LockTimeout',
    'InvalidAccountPassword.Malformed',
    'InvalidAccountName.Malformed',
    'InvalidDBCluster.NotFound',
    'InvalidDBClusterId.Malformed',
    'InvalidDBClusterId.NotFound',
  ),
});
