import App
import Core

/// A sentence of the help, in the language of the person at the terminal.
func told(_ message: Message) -> String { terminalWords(Phrasebook([appEnglish]))(message) }

/// What the argument parser says by itself, in the language of the person at the terminal.
func inTerminalLanguage(_ text: String) -> String {
    let phrasebook = Phrasebook([appEnglish])
    guard terminalWords(phrasebook).language == .chinese else { return text }
    var said = text
    for (english, chinese) in parserPhrases { said = said.replacing(english, with: chinese) }
    return said
}
