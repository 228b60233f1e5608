import * as z from 'zod';
import { text } from '../clouds/text';
import { available, running, unlocked } from './accountChecks';
import { accountErrors } from './accountErrors';
import { accountOperation } from './accountOperation';
import { description } from './accountRules';
import { ACCOUNT_GONE, accountFacts } from './accountState';

const form = z.object({ description });
type DescribeAccountForm = z.infer<typeof form>;

/** ModifyAccountDescriptionZonal: changes what is noted of an account of a PolarDB cluster on ENS. */
export const describeAccount = accountOperation<DescribeAccountForm>({
  id: 'polardbZonal.describeAccount',
  action: 'ModifyAccountDescriptionZonal',
  title: text('Change Description'),
  doing: text('changing the description…'),
  risk: 'change',
  secrets: [],
  form,
  steps: [
    {
      kind: 'input',
      field: 'description',
      title: text('Description'),
      prompt: text('What the account is for: 2 to 256 characters'),
      initial: ({ account }) => account.description,
      problem: ({ account }, values) =>
        values.description === account.description ? text('This is the description already') : undefined,
    },
  ],
  review: (values) => [
    {
      field: 'description',
      label: text('Description'),
      value: text('{description}', { description: values.description }),
    },
  ],
  preflight: (_form, { cluster, account }) => [running(cluster), unlocked(cluster), available(account)],
  effect: (values, { account }) => [
    text(
      'The note on {name} changes from “{before}” to “{after}”. Nothing else does, and no connection drops.',
      {
        name: account.name,
        before: account.description || '–',
        after: values.description,
      },
    ),
  ],
  confirmation: (_form, names) =>
    text('Change the description of {account} on {name} ({id}, {region})?', names),
  call: (values, token) => ({
    parameters: {
      AccountDescription: values.description,
      ClientToken: token,
    },
    tokenParameter: 'ClientToken',
  }),
  settle: (values, account) =>
    account.description === values.description
      ? { state: 'done', say: text('{name} has the new description', { name: account.name }) }
      : { state: 'going', say: text('The description is still the old one') },
  trace: (values, _before, { account }) =>
    account?.description === values.description
      ? { found: true, say: text('{name} has the new description', { name: account.name }) }
      : {
          found: false,
          say: account ? text('No trace: the description is still another one') : ACCOUNT_GONE,
        },
  facts: accountFacts,
  errors: accountErrors(
    'InvalidAccountDescription.Malformed',
    'InvalidAccountName.Malformed',
    'LockTimeout',
    'InvalidDBCluster.NotFound',
    'InvalidDBClusterId.Malformed',
    'InvalidDBClusterId.NotFound',
  ),
  inverse: (_form, before) =>
    before.account && form.safeParse({ description: before.account.description }).success
      ? { title: text('Put Back the Description'), form: { description: before.account.description } }
      : undefined,
});
