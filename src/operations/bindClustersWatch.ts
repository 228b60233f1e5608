import { text, withValues, type Text } from '../clouds/text';
import { backendsOf, clusterOf, peerOf, type SelectdbCluster, stateOf } from '../inventory/selectdbInstance';
import {
  areBound,
  type BindClustersForm,
  type BindingState,
  othersBound,
  partnerOf,
  selfOf,
} from './bindClustersForm';
import type { Progress, ReviewValue, Trace } from './operation';

const namesOf = (state: BindingState, form: BindClustersForm) => ({
  self: selfOf(state)?.name ?? state.self,
  partner: partnerOf(state, form)?.name ?? form.partner,
});

/** The first of the two that is being changed, or is going. */
const inState = (
  state: BindingState,
  form: BindClustersForm,
  wanted: 'busy' | 'gone',
): SelectdbCluster | undefined =>
  [selfOf(state), partnerOf(state, form)].find((cluster) => cluster && stateOf(cluster.status) === wanted);

/** What ends either watch badly: a cluster that goes away. */
function gone(state: BindingState, form: BindClustersForm): Progress | undefined {
  const going = inState(state, form, 'gone');
  if (going) return { state: 'failed', say: text('{name} is being deleted', { name: going.name }) };
  return undefined;
}

/** One of the two is still being changed, so that it is not over, whatever it shows. `say` may name both and the one. */
function busy(state: BindingState, form: BindClustersForm, say: Text): Progress | undefined {
  const changing = inState(state, form, 'busy');
  if (!changing) return undefined;
  const { name, status } = changing;
  return { state: 'going', say: withValues(say, { ...namesOf(state, form), name, status }) };
}

/** Settled means: either side shows the other as its peer, and neither is being changed any more. */
export function bindClustersSettle(
  form: BindClustersForm,
  before: BindingState,
  now: BindingState,
): Progress {
  const names = namesOf(now, form);
  const ending = gone(now, form);
  if (ending) return ending;
  if (!partnerOf(now, form)) return { state: 'failed', say: text('{partner} is gone', names) };
  if (areBound(now, form.partner))
    return (
      busy(now, form, text('{self} and {partner} are bound; {name} is {status}')) ?? {
        state: 'done',
        say: text('{self} and {partner} are bound to each other', names),
      }
    );
  const [stranger] = othersBound(now, form.partner).filter(
    (id) => !othersBound(before, form.partner).includes(id),
  );
  if (stranger !== undefined && !inState(now, form, 'busy'))
    return {
      state: 'failed',
      say: text('{self} and {partner} are not bound to each other: {other} is bound to one of them now', {
        ...names,
        other: clusterOf(now.instance, stranger)?.name ?? stranger,
      }),
    };
  return (
    busy(now, form, text('Not bound yet; {name} is {status}')) ?? {
      state: 'going',
      say: text('Neither cluster shows the other as its peer yet'),
    }
  );
}

/** Whether the binding is there since. Never says who made it. */
export function bindClustersTrace(form: BindClustersForm, before: BindingState, now: BindingState): Trace {
  const names = namesOf(now, form);
  return !areBound(before, form.partner) && areBound(now, form.partner)
    ? { found: true, say: text('{self} and {partner} are bound to each other', names) }
    : { found: false, say: text('No trace of a change to the binding of {self} and {partner}', names) };
}

/** Settled means: neither side shows the other any more, and neither is being changed. */
export function unbindClustersSettle(
  form: BindClustersForm,
  _before: BindingState,
  now: BindingState,
): Progress {
  const names = namesOf(now, form);
  const ending = gone(now, form);
  if (ending) return ending;
  if (areBound(now, form.partner))
    return (
      busy(now, form, text('{self} and {partner} are still bound; {name} is {status}')) ?? {
        state: 'going',
        say: text('{self} and {partner} are still bound to each other', names),
      }
    );
  return (
    busy(now, form, text('The binding is gone; {name} is {status}')) ?? {
      state: 'done',
      say: text('{self} and {partner} are not bound to each other any more', names),
    }
  );
}

/** Whether the binding is gone. Never says who undid it. */
export function unbindClustersTrace(form: BindClustersForm, before: BindingState, now: BindingState): Trace {
  const names = namesOf(now, form);
  return areBound(before, form.partner) && !areBound(now, form.partner)
    ? { found: true, say: text('{self} and {partner} are not bound to each other any more', names) }
    : { found: false, say: text('No trace of a change to the binding of {self} and {partner}', names) };
}

/** Before and after: who is bound to whom in the instance. */
export function bindingFacts({ instance }: BindingState): readonly ReviewValue[] {
  const backends = backendsOf(instance);
  return backends.map(({ id, name, zone = '–' }) => {
    const peer = peerOf(instance, id);
    // Names need not be unique, and a fact is known by its label.
    const alone = backends.filter((other) => other.name === name).length === 1;
    return {
      label: text('{name} in {zone}', { name: alone ? name : id, zone }),
      value:
        peer === undefined
          ? text('Not bound')
          : text('Bound to {peer}', { peer: clusterOf(instance, peer)?.name ?? peer }),
    };
  });
}
