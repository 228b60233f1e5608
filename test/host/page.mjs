import path from 'node:path';

/** What a fresh window needs to be quiet; whatever a person sets in it wins. */
export const SETTINGS = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'json.schemaDownload.enable': false,
  'npm.fetchOnlinePackageInfo': false,
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Where the page says what is so before VS Code loads. */
const FILE_ROOT = /globalThis\._VSCODE_FILE_ROOT = [^;]*;/;
const inLanguage = (language) => `globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)};`;
const CONFIGURATION = /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/;

/**
 * Fills in the configuration that VS Code's page starts from: the extension under development, the tests to
 * run in its extension host, and settings for this window. `language` is the display language for extensions; what is
 * VS Code's own stays English, because it comes with no language pack.
 * @param {string} html
 * @param {{ authority: string, extension?: string, tests?: string, settings?: object, language?: string }} options
 */
export function patchPage(html, { authority, extension, tests, settings = {}, language }) {
  const remote = (file) => ({
    $mid: 1,
    scheme: 'vscode-remote',
    authority,
    path: path.resolve(file),
  });
  const page = language ? html.replace(FILE_ROOT, (root) => `${root}${inLanguage(language)}`) : html;
  return page.replace(CONFIGURATION, (_, head, escaped) => {
    const configuration = JSON.parse(escaped.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
    configuration.developmentOptions = {
      ...configuration.developmentOptions,
      ...(extension ? { extensions: [remote(extension)] } : {}),
      ...(tests ? { extensionTestsPath: remote(tests) } : {}),
    };
    configuration.configurationDefaults = { ...SETTINGS, ...settings };
    // Nothing in this window may call out: no gallery, no telemetry.
    Object.assign(configuration.productConfiguration, {
      enableTelemetry: false,
      extensionsGallery: undefined,
      telemetryEndpoint: undefined,
    });
    const json = JSON.stringify(configuration).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    return `${head}${json}"`;
  });
}
