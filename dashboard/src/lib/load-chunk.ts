/**
 * Loads a part of the app that is a file of its own. A browser that could not fetch it does not try again: only loading
 * the app anew helps, which the router does. Without a network that would end the app, so the network is waited for.
 */

export async function loadChunk<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if (!navigator.onLine) await new Promise((resolve) => addEventListener('online', resolve, { once: true }));
    throw error;
  }
}
