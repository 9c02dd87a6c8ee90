import App
import ArgumentParser
import Core
import Foundation
import Storage
import Web

/// Turns whatever goes wrong into a plain sentence and an exit code.
func speaking<T>(_ body: (Words) async throws -> T) async throws -> T {
    let words = terminalWords(Parts(demoAccountsAllowed: false).phrasebook)
    do {
        return try await body(words)
    } catch let exit as ExitCode {
        throw exit
    } catch let failure as OpeningFailure {
        warn(words(failure.message))
    } catch let failure as BackupFailure {
        warn(words(failure.message))
    } catch let failure as OpenHouse.KeysFailure {
        warn(words(failure.message))
    } catch let failure as FoundingFailure {
        warn(words(failure.message))
    } catch let failure as ServerFailure {
        warn(words(failure.message))
    } catch let problem as Problem {
        warn(words(problem.message))
    } catch StorageError.failed(let reason) {
        warn(words("数据库出错：\(reason)"))
    } catch StorageError.notADatabase {
        warn(words(OpeningFailure.notADatabase("qiao.db").message))
    } catch StorageError.unavailable(let reason) {
        warn(words(OpeningFailure.unavailable(reason).message))
    } catch StorageError.diskFull {
        warn(words("磁盘已满，没有写完；已有的数据没有损坏。请腾出空间后再试"))
    } catch let error as StorageError {
        warn(words("数据库出错：\("\(error)")"))
    } catch {
        // By its kind alone: what an error carries may be personal.
        warn(words("出了没有料到的错误（\("\(type(of: error))")）；请把这一行交给维护人员"))
    }
    throw ExitCode(1)
}

extension ServerFailure {
    var message: Message {
        switch self {
        case .portBusy(_, let port): "端口 \("\(port)") 正被别的程序使用。请先停止它，或换一个端口：./qiao run --port \("\(port + 1)")"
        case .portForbidden(_, let port): "没有权限使用端口 \("\(port)")。请换一个 1024 以上的端口：./qiao run --port 8080"
        case .hostUnknown(let host): "这台机器没有 \(host) 这个地址，请核对 --host"
        case .certificateMissing(let path): "找不到或读不了证书文件 \(path)，请核对 --tls-certificate 和 --tls-key"
        case .keyReadableByOthers(let path): "证书的私钥文件 \(path) 别人也能读。请先运行：chmod o-rwx '\(path)'"
        case .certificateUnreadable(let path): "\(path) 不是 PEM 格式的证书或没有口令的私钥，请核对"
        case .certificateAndKeyDiffer(let path): "证书 \(path) 和私钥不是一对，请核对 --tls-certificate 和 --tls-key"
        case .certificateExpired(let path): "证书 \(path) 已经过期，请换上新的"
        }
    }
}

extension Problem {
    /// Says what is wrong: input that cannot be used is `{"error":{"field","message"}}` and 2, all else a sentence and 1.
    func told(_ words: Words, field: String, asJSON: Bool) -> ExitCode {
        guard case .invalid(let problems) = self else {
            warn(words(message))
            return ExitCode(1)
        }
        guard asJSON else {
            warn(words(message))
            return ExitCode(2)
        }
        tellFailure(field: problems.first?.field ?? field, words(message))
        return ExitCode(2)
    }
}

/// What a program reads when the input as a whole cannot be used.
func tellFailure(field: String, _ message: String) {
    struct Failure: Encodable {
        struct Content: Encodable {
            let field: String
            let message: String
        }
        let error: Content
    }
    let failure = Failure(error: .init(field: field, message: message))
    tell(String(decoding: (try? printedJSON(failure)) ?? Data(), as: UTF8.self))
}

func printedJSON(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
}
