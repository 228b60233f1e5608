import { text } from '../clouds/text';
import { listed, type Say } from '../profiles/say';
import { dotted, type ItemView } from './itemView';

/** The look of something that stands first because a person wants it there, in words and for the menu. */
export function pinnedView(view: ItemView, say: Say): ItemView {
  const word = say(text('pinned'));
  return {
    ...view,
    description: dotted(word, view.description),
    contextValue: `${view.contextValue}.pinned`,
    spoken: listed([view.spoken, word], say),
  };
}
