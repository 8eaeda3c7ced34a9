/** Generated from package.json by "npm run generate": edit that, not this file. */

export const VERSION = '0.1.0';
