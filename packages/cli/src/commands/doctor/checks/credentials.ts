import { good, type Check } from "../check.js";

/** Whether 42 gives the application a token. */
export const credentialsCheck: Check = {
  name: "credentials",
  look: async (subject) => {
    const { clientId } = await subject.api();
    await subject.client();
    return good(`42 knows the application ${clientId.length > 24 ? `${clientId.slice(0, 20)}…` : clientId}`);
  },
};
