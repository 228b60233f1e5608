import { text, type Text } from '../clouds/text';
import type { PartTarget, ProductReader } from '../inventory/estate';
import { readers } from '../inventory/readers';
import { productOf, type Target } from '../inventory/target';
import type { Operation } from '../operations/operation';
import { MultiStep } from '../profiles/multiStep';
import { BACK, type Back } from '../profiles/multiStepFrame';
import type { FlowParts } from './flowHost';
import { PartSource } from './partSource';
import { type Found, foundKey, ResourceSource } from './resourceSource';
import { sourcesOf } from './sourcesOf';

/** What an operation is done to, and the profile through which it is reached. */
export interface Place {
  readonly profileId: string;
  readonly target: Target;
}

/**
 * Asks for what an operation is done to: a listed resource, or first the resource and then the part of it. Undefined
 * where the person left.
 */
export async function pickPlace(
  { kit, clock, profiles, connections, translate, recent }: FlowParts,
  { on, title }: Pick<Operation, 'on' | 'title'>,
): Promise<Place | undefined> {
  const steps = new MultiStep(kit);
  const now = () => clock.now();
  const offered = readers.filter(({ product }) => on.some((kind) => productOf(kind) === product));
  const sources = sourcesOf(offered, profiles.list(), connections);
  let last: Found | undefined;
  for (;;) {
    const found = await steps.pick<Found>({
      title: translate(title),
      placeholder: translate(placeholderOf(offered)),
      back: false,
      items: new ResourceSource(sources, translate, { recent: recent.keys(), now }),
      // Back from its parts shows what was picked.
      ...(last ? { active: foundKey(last) } : {}),
    });
    if (found === undefined || found === BACK) return undefined;
    last = found;
    if (on.includes(found.reader.kind)) return placeOf(found);
    const part = await pickPart(steps, found, { on, title }, { translate, clock });
    if (part !== BACK) return part && placeOf(found, part);
  }
}

function placeholderOf(offered: readonly ProductReader[]): Text {
  const [noun, ...others] = new Set(offered.map((reader) => reader.noun));
  if (others.length === 0 && noun === 'instance') return text('Pick an instance');
  return others.length === 0 && noun === 'connection' ? text('Pick a connection') : text('Pick a cluster');
}

const pickPart = (
  steps: MultiStep,
  found: Found,
  { on, title }: Pick<Operation, 'on' | 'title'>,
  { translate, clock }: Pick<FlowParts, 'translate' | 'clock'>,
): Promise<PartTarget | Back | undefined> =>
  steps.pick<PartTarget>({
    title: translate(title),
    placeholder: translate(text('Pick something in {name}', { name: found.resource.name })),
    back: true,
    items: new PartSource(found, on, translate, () => clock.now()),
  });

function placeOf({ profile, reader, resource }: Found, part?: PartTarget): Place {
  const { region, id, name } = resource;
  const target: Target = part
    ? { kind: part.kind, region, id: part.id, name: part.name, within: { id, name } }
    : { kind: reader.kind, region, id, name };
  return { profileId: profile.id, target };
}
