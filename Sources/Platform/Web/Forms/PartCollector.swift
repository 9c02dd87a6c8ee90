import Core
import Foundation
import Synchronization

/// Sorts the parts of an upload: fields into memory, the one file onto disk.
final class PartCollector: Sendable {
    private struct State {
        var parser: MultipartParser
        var fields = Fields()
        var fieldCount = 0
        var part: MultipartParser.Part?
        var text: [UInt8] = []
        var sink: UploadSink?
        var upload: Upload?
        var files = 0
        /// The first thing that is wrong; after it, everything is thrown away.
        var problem: (any Error)?
    }

    private let state: Mutex<State>
    private let uploadLimit: Int
    private let acceptsUpload: Bool
    private let folder: String
    private let fieldCount: Int
    private let fieldLimit: Int

    init(
        parser: sending MultipartParser, uploadLimit: Int, acceptsUpload: Bool, folder: String, fieldCount: Int,
        fieldLimit: Int
    ) {
        state = Mutex(State(parser: parser))
        self.uploadLimit = uploadLimit
        self.acceptsUpload = acceptsUpload
        self.folder = folder
        self.fieldCount = fieldCount
        self.fieldLimit = fieldLimit
    }

    func take(_ bytes: [UInt8]) {
        state.withLock { state in
            guard state.problem == nil else { return }
            var parser = state.parser
            do { try parser.feed(bytes) { try handle($0, &state) } } catch { state.problem = error }
            state.parser = parser
        }
    }

    func finish() throws -> Body {
        try state.withLock { state in
            state.sink = nil
            if let problem = state.problem {
                throw problem is MultipartParser.Failure ? RequestBodyReader.unreadable : problem
            }
            do { try state.parser.finish() } catch { throw Problem.invalid("body", "文件没有传完，请重新上传") }
            return Body(fields: state.fields, upload: state.upload)
        }
    }

    private func handle(_ event: MultipartParser.Event, _ state: inout State) throws {
        switch event {
        case .part(let part): try begin(part, &state)
        case .bytes(let bytes):
            if state.part?.fileName == nil {
                guard state.text.count + bytes.count <= fieldLimit else {
                    throw Problem.tooLarge("有一项内容超过 64 KB，请缩短后再提交")
                }
                state.text += bytes
            } else if let sink = state.sink {
                guard sink.size + bytes.count <= uploadLimit else {
                    throw Problem.tooLarge("文件超过 \(uploadLimit >> 20) MB，请拆成几个文件分别上传")
                }
                try sink.write(bytes)
            } else {
                // A file field in which nothing was chosen has no content.
                throw RequestBodyReader.unreadable
            }
        case .partEnd: try end(&state)
        }
    }

    private func begin(_ part: MultipartParser.Part, _ state: inout State) throws {
        state.part = part
        state.text = []
        state.fieldCount += 1
        guard state.fieldCount <= fieldCount else { throw Problem.tooLarge("表单的项目超过 \(fieldCount) 个") }
        guard let fileName = part.fileName, !fileName.isEmpty else { return }
        guard acceptsUpload else { throw Problem.invalid(part.name, "这里不能上传文件") }
        state.files += 1
        guard state.files == 1 else { throw Problem.invalid(part.name, "一次只能上传一个文件") }
        state.sink = try UploadSink(in: folder)
    }

    private func end(_ state: inout State) throws {
        guard let part = state.part else { return }
        if let fileName = part.fileName {
            if let sink = state.sink {
                state.upload = Upload(
                    field: part.name, fileName: fileName, contentType: part.contentType, size: sink.size, sink: sink)
            }
            state.sink = nil
        } else {
            guard let text = String(validating: state.text, as: UTF8.self), !text.utf8.contains(0) else {
                throw RequestBodyReader.unreadable
            }
            state.fields.append(part.name, text)
        }
        state.part = nil
    }
}
