/** Of the run panel's webview; package.json has it in an activation event. */
export const RUN_VIEW_TYPE = 'clusterdeck.run';
