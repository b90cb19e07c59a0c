/// Remote language models. One [dev.pawl.llm.Broker] holds the keys, keeps the account, waits where
/// a server wants to be spared, and writes every exchange to a [dev.pawl.llm.Cassette], from which
/// it can be answered again without a key. Whatever a server does, what comes back is an
/// [dev.pawl.llm.Outcome]. LangChain4j knows the wire formats; only this package knows LangChain4j.
@NullMarked
package dev.pawl.llm;

import org.jspecify.annotations.NullMarked;
