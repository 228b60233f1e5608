import os from 'node:os';
import { sendDirectly } from '../../clouds/directRequest';
import type { KeyMachineParts } from './keyMachineParts';
import { runProgram } from './runProgram';

/** The machine that this extension runs on. */
export const nodeKeyMachine: Omit<KeyMachineParts, 'clock'> = {
  env: () => process.env,
  home: os.homedir(),
  windows: process.platform === 'win32',
  run: runProgram,
  direct: sendDirectly,
};
