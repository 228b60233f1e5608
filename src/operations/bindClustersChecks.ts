import { text, type Text } from '../clouds/text';
import {
  clusterOf,
  isMultiZone,
  peerOf,
  sameBilling,
  type SelectdbCluster,
  stateOf,
} from '../inventory/selectdbInstance';
import { areBound, type BindClustersForm, type BindingState, partnerOf, selfOf } from './bindClustersForm';
import type { Check } from './operation';

/** A check of a form against live data; undefined where it does not concern them. */
type CheckOf = (live: BindingState, form: BindClustersForm) => Check | undefined;

const met = (known: boolean | undefined): Check['state'] =>
  known === undefined ? 'unknown' : known ? 'met' : 'notMet';

const instanceActive: CheckOf = ({ instance }) => ({
  id: 'instanceActive',
  state: met(stateOf(instance.status) === 'active'),
  title: text('The instance is active'),
  fact: text('Status: {status}', { status: instance.status }),
  risk: text('The cloud refuses while the instance is being changed (IncorrectDBInstanceState).'),
});

const unlocked: CheckOf = ({ instance: { locked } }) => ({
  id: 'unlocked',
  state: met(locked === undefined ? undefined : !locked),
  title: text('The instance is not locked'),
  fact:
    locked === undefined
      ? text('The cloud did not say whether it is locked')
      : locked
        ? text('It is locked')
        : text('It is not locked'),
  risk: text('A locked instance, as one that has expired, refuses changes (DBInstanceLocked).'),
});

const multiZone: CheckOf = ({ instance }) => ({
  id: 'multiZone',
  state: met(isMultiZone(instance)),
  title: text('The instance is deployed in several zones'),
  fact: text('Deployment: {scheme}', { scheme: instance.deployScheme ?? '–' }),
  risk: text('Only clusters of zone-redundant instances can be bound (ClusterNotSupport).'),
});

const active =
  (
    id: string,
    which: (live: BindingState, form: BindClustersForm) => SelectdbCluster | undefined,
    title: Text,
  ): CheckOf =>
  (live, form) => {
    const cluster = which(live, form);
    return (
      cluster && {
        id,
        state: met(stateOf(cluster.status) === 'active'),
        title,
        fact: text('{name}: {status}', { name: cluster.name, status: cluster.status }),
        risk: text('The cloud refuses while either cluster is not running (DBClusterNotSupported).'),
      }
    );
  };
const selfActive = active('selfActive', selfOf, text('The cluster is active'));
const partnerActive = active('partnerActive', partnerOf, text('The partner is active'));

const zones: CheckOf = (live, form) => {
  const [self, partner] = [selfOf(live), partnerOf(live, form)];
  if (!self || !partner) return undefined;
  return {
    id: 'zones',
    state: met(
      self.zone === undefined || partner.zone === undefined ? undefined : self.zone !== partner.zone,
    ),
    title: text('The clusters are in different zones'),
    fact: text('{self} in {zone}, {partner} in {partnerZone}', {
      self: self.name,
      zone: self.zone ?? '–',
      partner: partner.name,
      partnerZone: partner.zone ?? '–',
    }),
    risk: text(
      'Two clusters of one zone fail together, and the cloud refuses to bind them (ClusterNotSupport).',
    ),
  };
};

const billing: CheckOf = (live, form) => {
  const [self, partner] = [selfOf(live), partnerOf(live, form)];
  if (!self || !partner) return undefined;
  return {
    id: 'billing',
    state: met(sameBilling(self, partner)),
    title: text('The clusters are billed alike'),
    fact: text('{self}: {charge}, {partner}: {partnerCharge}', {
      self: self.name,
      charge: self.chargeType ?? '–',
      partner: partner.name,
      partnerCharge: partner.chargeType ?? '–',
    }),
    risk: text('The cloud refuses clusters of different billing (InvalidChargeType.NotSupport).'),
  };
};

const unbound =
  (
    id: string,
    which: (live: BindingState, form: BindClustersForm) => SelectdbCluster | undefined,
    title: Text,
  ): CheckOf =>
  (live, form) => {
    const cluster = which(live, form);
    if (!cluster) return undefined;
    const peer = peerOf(live.instance, cluster.id);
    return {
      id,
      state: met(peer === undefined),
      title,
      fact:
        peer === undefined
          ? text('{name} shows no binding', { name: cluster.name })
          : text('{name} is bound to {peer}', {
              name: cluster.name,
              peer: clusterOf(live.instance, peer)?.name ?? peer,
            }),
      risk: text(
        'A cluster has one partner; the cloud refuses a second one (ClusterNotSupport). Unbind it first.',
      ),
    };
  };
const selfUnbound = unbound('selfUnbound', selfOf, text('The cluster is not bound yet'));
const partnerUnbound = unbound('partnerUnbound', partnerOf, text('The partner is not bound yet'));

const bound: CheckOf = (live, form) => {
  const [self, partner] = [selfOf(live), partnerOf(live, form)];
  if (!self || !partner) return undefined;
  const are = areBound(live, partner.id);
  const args = { self: self.name, partner: partner.name };
  return {
    id: 'bound',
    state: met(are),
    title: text('The two clusters are bound to each other'),
    fact: are
      ? text('{self} and {partner} are bound', args)
      : text('{self} and {partner} show no binding to each other', args),
    risk: text('There is no binding to undo, so the cloud refuses (ClusterNotSupport).'),
  };
};

const SHARED: readonly CheckOf[] = [instanceActive, unlocked, selfActive, partnerActive];
const BIND: readonly CheckOf[] = [...SHARED, multiZone, zones, billing, selfUnbound, partnerUnbound];
const UNBIND: readonly CheckOf[] = [...SHARED, bound];

const checksOf =
  (checks: readonly CheckOf[]) =>
  (form: BindClustersForm, live: BindingState): readonly Check[] =>
    checks.map((check) => check(live, form)).filter((check) => check !== undefined);

/** In the order a DBA asks them. */
export const bindClustersChecks = checksOf(BIND);
export const unbindClustersChecks = checksOf(UNBIND);
