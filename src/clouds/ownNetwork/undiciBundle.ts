// All that there is of undici: a bundle of its own, so that it is in memory only where a profile needs it.
export { default as Client } from 'undici/lib/dispatcher/client.js';
