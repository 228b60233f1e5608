// Unit tests, in plain Node: node test/host/unit.mjs [part of a file name]... [--grep TEXT] [--result FILE]
import { bundleTests } from './bundle.mjs';
import { runMocha } from './runMocha.mjs';

await runMocha({ timeout: 20_000, reporter: 'dot' }, (only) => bundleTests('unit', { only }));
