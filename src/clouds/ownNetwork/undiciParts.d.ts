// The package's own entry installs a dispatcher for the whole process, VS Code's host included; this part does not.
declare module 'undici/lib/dispatcher/client.js' {
  export { Client as default } from 'undici';
}
