// What `loading.bench.ts` loads: both clients and nothing else of the extension.
export { createAlibabaClient } from '../../src/clouds/alibaba/alibabaClient';
export { createHuaweiClient } from '../../src/clouds/huawei/huaweiClient';
export { createNodeTransport } from '../../src/clouds/nodeTransport';
