import type { Operation } from '../../src/operations/operation';

/** The same operation on an API that has no client token, so that nothing may be sent again after a doubt. */
export function withoutToken(operation: Operation): Operation {
  return {
    ...operation,
    call: (form, target, live, token) => {
      const { tokenParameter = '', ...call } = operation.call(form, target, live, token);
      const kept = Object.entries(call.parameters).filter(([name]) => name !== tokenParameter);
      return { ...call, parameters: Object.fromEntries(kept) };
    },
  };
}
